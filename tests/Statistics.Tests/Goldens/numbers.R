# JSON with 17 significant digits, which jsonlite does not write.
number <- function(x) formatC(as.numeric(x), digits = 17, format = "g")
json <- function(x, indent = "") {
    deeper <- paste0(indent, " ")
    if (is.list(x) && !is.null(names(x)))
        paste0("{\n", paste0(deeper, "\"", names(x), "\": ", sapply(x, json, deeper), collapse = ",\n"), "\n", indent, "}")
    else if (is.list(x) && length(x) > 0)
        paste0("[\n", paste0(deeper, sapply(x, json, deeper), collapse = ",\n"), "\n", indent, "]")
    else if (length(x) == 1 && !inherits(x, "AsIs"))
        number(x)
    else
        paste0("[", if (length(x) > 0) paste(number(unlist(x)), collapse = ", ") else "", "]")
}
