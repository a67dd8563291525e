# Lists, vectors, texts and numbers as JSON with 17 significant digits (jsonlite stops at 15); infinite and missing numbers as null.
# A single number is no list unless it is wrapped by I().
text <- function(x, indent = "") {
  deeper <- paste0(indent, " ")
  if (is.list(x) && !is.null(names(x)))
    paste0("{\n", paste0(deeper, "\"", names(x), "\": ", sapply(x, text, deeper), collapse = ",\n"), "\n", indent, "}")
  else if (is.list(x)) paste0("[\n", paste0(deeper, sapply(x, text, deeper), collapse = ",\n"), "\n", indent, "]")
  else if (is.character(x)) paste0("\"", x, "\"")
  else {
    numbers <- ifelse(is.finite(x), sprintf("%.17g", x), "null")
    if (length(numbers) == 1 && !inherits(x, "AsIs")) numbers else paste0("[", paste(numbers, collapse = ", "), "]")
  }
}
json <- function(object, file) writeLines(text(object), file)
