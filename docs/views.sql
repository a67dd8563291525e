-- Views over catalog.db, loaded once by: sqlite3 <store>/catalog.db < docs/views.sql
-- They are kept until the catalog is made anew. Prompts and outputs are there after Store.CopyContents, which fills the table `contents`.

CREATE TABLE IF NOT EXISTS contents(experiment TEXT NOT NULL, run TEXT NOT NULL, writer TEXT NOT NULL, sequence INTEGER NOT NULL, task TEXT, prompt TEXT, output TEXT, PRIMARY KEY(experiment, run, writer, sequence)) WITHOUT ROWID;

-- What each run has of each generation: its own winning line, or the line of another run that it reuses. `id` is the row of `records`.
DROP VIEW IF EXISTS winners;
CREATE VIEW winners AS
SELECT records.id, runs.id AS run_id, runs.experiment, runs.run, records.key, 0 AS reused
FROM records JOIN runs ON runs.id = records.run
WHERE records.superseded = 0
UNION ALL
SELECT (SELECT max(records.id) FROM records JOIN segments ON segments.id = records.segment
        WHERE records.key = reuses.key AND records.run = source.id AND records.sequence = reuses.source_sequence AND segments.writer = reuses.source_writer),
       runs.id, runs.experiment, runs.run, reuses.key, 1
FROM reuses JOIN runs ON runs.id = reuses.run
JOIN runs AS source ON source.experiment = runs.experiment AND source.run = reuses.source_run
WHERE reuses.superseded = 0;

-- One row an answer or failure of a run. The task is the newest version that the run knows, or while it has none the one beside the record.
DROP VIEW IF EXISTS answers;
CREATE VIEW answers AS
SELECT winners.experiment, winners.run, lower(hex(winners.key)) AS generation,
       coalesce((SELECT item FROM tasks WHERE tasks.key = records.task AND tasks.run = winners.run_id AND tasks.superseded = 0),
                (SELECT item FROM tasks WHERE tasks.key = records.task AND tasks.run = records.run AND tasks.superseded = 0)) AS item,
       (SELECT name FROM variants WHERE variants.key = records.variant AND variants.run IN (winners.run_id, records.run) ORDER BY variants.id DESC LIMIT 1) AS variant,
       records.sample, records.attempt, winners.reused, records.succeeded, records.error, records.time, records.elapsed,
       records.input_tokens, records.output_tokens, records.cached_tokens, records.cost, records.outcome,
       contents.prompt, contents.output, contents.task,
       origin.run AS record_run, segments.writer AS record_writer, records.sequence AS record_sequence, records.id AS record
FROM winners JOIN records ON records.id = winners.id
JOIN segments ON segments.id = records.segment
JOIN runs AS origin ON origin.id = records.run
LEFT JOIN contents ON contents.experiment = origin.experiment AND contents.run = origin.run AND contents.writer = segments.writer AND contents.sequence = records.sequence;

-- One row an answer and evaluation: the score that counts and was made from the record that stands.
DROP VIEW IF EXISTS scored;
CREATE VIEW scored AS
SELECT answers.*, evaluations.name AS evaluation, evaluations.identity, scores.value, scores.label, scores.unscored, scores.error AS score_error, scores.input_tokens AS score_input_tokens, scores.output_tokens AS score_output_tokens, scores.cost AS score_cost
FROM answers JOIN runs ON runs.experiment = answers.experiment AND runs.run = answers.run
JOIN evaluations ON evaluations.run = runs.id
JOIN scores ON scores.run = runs.id AND scores.key = (SELECT key FROM records WHERE id = answers.record) AND scores.evaluation = evaluations.id AND scores.superseded = 0
  AND scores.record_run = answers.record_run AND scores.record_writer = answers.record_writer AND scores.record_sequence = answers.record_sequence;

-- One flat row an answer: prompt, output, and its scores as a JSON object by evaluation.
DROP VIEW IF EXISTS flat;
CREATE VIEW flat AS
SELECT experiment, run, item, variant, sample, attempt, reused, succeeded, error, time, elapsed, prompt, output,
       (SELECT json_group_object(scored.evaluation, scored.value) FROM scored WHERE scored.record = answers.record AND scored.experiment = answers.experiment AND scored.run = answers.run) AS scores
FROM answers;
