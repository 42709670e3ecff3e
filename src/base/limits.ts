/** Every limit, with its unit and its reason. The numbers are defaults an operator may lower. */
export const limits = {
  /** Bytes of a request held in memory: a month of a small clinic is under 5 MiB. */
  bodyBytes: 20 * 1024 * 1024,
  /** Bytes of a request taken as a stream and answered later. */
  streamedBodyBytes: 200 * 1024 * 1024,
  /** Requests above `bodyBytes` held at once: 400 MiB of memory at their largest. */
  largeBodies: 2,
  /** Requests that bring work, in hand at once: a few seconds of it on two cores. */
  admittedRequests: 128,
  /** Bytes of their bodies: three at `bodyBytes`; as much again is held while they are opened. */
  admittedBytes: 64 * 1024 * 1024,
  /** Nesting of JSON or XML: FHIR's deepest published example needs 20; recursion stays shallow. */
  depth: 64,
  /** Characters of one string: scanned attachments are the longest honest ones. */
  stringCharacters: 5 * 1024 * 1024,
  /** Characters of one number: money and measures need at most 20; longer ones slow bigint. */
  numberCharacters: 40,
  /** Bytes of XML documents read as a whole; larger ones are read a container at a time. */
  wholeXmlBytes: 2 * 1024 * 1024,
  /** Bytes of an XML document that cannot be read so: its tree takes up to twenty times as much. */
  treeXmlBytes: 20 * 1024 * 1024,
  /** Attributes of one XML element: the formats use none or three. */
  xmlAttributes: 256,
  /** Entries of one zip: the largest set has 17 files. */
  zipEntries: 1_000,
  /** Bytes out for each byte in, measured on real output: text compresses 5 to 20 times. */
  zipRatio: 100,
  /** Bytes of output before the ratio counts: tiny repetitive files are honest. */
  zipRatioFloorBytes: 1024 * 1024,
  /** Rows of one submission, all files together: a large hospital's month. */
  rows: 1_000_000,
  /** Findings kept of one submission; beyond it they are only counted. */
  findings: 10_000,
  /** Rule executions of one map on one unit: ten times the largest known admission. */
  mapSteps: 1_000_000,
  /** Bytes of a stored chunk before sealing, which adds 33: at most 1 MiB after it. */
  bodyChunkBytes: 1024 * 1024 - 64,
  /** Bytes of a payer's reply that are read and kept: an honest one is a few KiB. */
  replyBytes: 1024 * 1024,
  /** Milliseconds a body may be arriving before it is let go: a request has a minute. */
  spoolKeptMs: 3_600_000,
  /** Milliseconds a conflicting candidate waits for its sender's decision: 30 days. */
  conflictKeptMs: 30 * 24 * 3_600_000,
  /** Milliseconds a replacement or void waits for its original: files of a day in any order. */
  earlyKeptMs: 24 * 3_600_000,
  /** Parked units settled in one round: the round stays short. */
  parkedAtOnce: 50,
  /** Milliseconds an Idempotency-Key is kept: 30 days, longer than any sender's retries. */
  transportKeyKeptMs: 30 * 24 * 3_600_000,
  /** Characters of what is said of a person to a payer's gateway: names have at most 255. */
  lookUpCharacters: 255,
  /** Characters of an Idempotency-Key: a UUID is 36, some senders join file names. */
  transportKeyCharacters: 255,
  /** Milliseconds a request waits for another with the same key before it is told to come back. */
  inFlightWaitMs: 2_000,
  /** Times a commit that was overtaken is decided anew before the sender is told to come back. */
  commitTries: 5,
  /** The same for submissions that tell of visits: many parts of one stay may come at once. */
  journalTries: 16,
  /** Times keys of a journal lead to further ones: from a person to visits to what names those. */
  journalRounds: 4,
  /** Milliseconds between looks for messages kept long enough: it is days, so an hour will do. */
  journalForgetMs: 3_600_000,
  /** Differing paths named in a conflict: enough to see what happened. */
  conflictPaths: 50,
  /** Milliseconds a hint in Redis or memory lives: a day covers retries of the same batch. */
  hintKeptMs: 24 * 3_600_000,
  /** Milliseconds a request counts as being worked on: no longer than others wait for it. */
  hintInFlightMs: 2_000,
  /** Milliseconds a hint may take: more than that costs more than the hint saves. */
  hintMs: 50,
  /** Milliseconds hints are not asked for after several failed in a row. */
  hintPauseMs: 5_000,
  /** Keys of hints held in memory: about 20 MB. */
  hintKeys: 100_000,
  /** Milliseconds a payer has for its answer's headers: beyond it the outcome is ambiguous. */
  payerHeadersMs: 10_000,
  /** Milliseconds a send may take in all. */
  payerTotalMs: 30_000,
  /** Milliseconds a delivery is leased: a send's total and the time to write its result. */
  leaseMs: 45_000,
  /** Milliseconds a result is tried to be written: a send takes 30 s at most, the lease 45. */
  settlePatienceMs: 14_000,
  /** Milliseconds between such tries. */
  settlePauseMs: 250,
  /** Milliseconds before the first retry; doubled each time, drawn from the whole span. */
  retryBaseMs: 1_000,
  /** Milliseconds between retries at most: 15 minutes. */
  retryCapMs: 15 * 60_000,
  /** Milliseconds after which an undelivered version is parked for a person to look at: 72 h. */
  retryHorizonMs: 72 * 3_600_000,
  /** Attempts in a row that end by a fault of ours before a delivery is parked as poison. */
  crashTries: 5,
  /** Failures in a row after which a payer is left alone for a while. */
  breakerFailures: 5,
  /** Milliseconds of the first such pause; doubled with each failure. */
  breakerPauseMs: 500,
  /** Milliseconds of such a pause at most: a payer that is back is noticed within half a minute. */
  breakerPauseCapMs: 30_000,
  /** Milliseconds a payer may ask for a rest of its whole lane: the span of retries at most. */
  payerRestCapMs: 15 * 60_000,
  /** Milliseconds between looks into the outbox: nothing is missed longer if a wake-up was lost. */
  outboxLookMs: 1_000,
  /** Deliveries listed or let go in one request: a page that is read and written at once. */
  deliveriesPage: 200,
  /** Receipts issued in one commit: a signature takes less than a tenth of a millisecond. */
  receiptsAtOnce: 200,
  /** Milliseconds between looks for submissions without a receipt; who asks has one at once. */
  receiptLookMs: 2_000,
  /** Milliseconds that sends in flight have to finish at a shutdown before they are handed back. */
  drainMs: 12_000,
  /** Deliveries in flight at one payer unless its configuration says otherwise. */
  payerConcurrency: 8,
  /** Milliseconds a sender has to send its whole request. */
  requestMs: 60_000,
  /** Parts of a multipart request: as many as entries of a zip. */
  multipartParts: 1_000,
  /** Bytes of the headers of one part of a multipart request. */
  multipartHeaderBytes: 8 * 1024,
  /** Entries of a batch, each a request by itself: a request must not be a thousand. */
  batchEntries: 500,
  /** Resources on a page of search results when the reader does not say. */
  pageSize: 50,
  /** Resources on a page of search results at most. */
  pageSizeMax: 500,
  /** Received resources that answer one look-up or eligibility question: a busy patient's year. */
  receivedAnswers: 100,
  /** Keys of a register that are named where one is unknown. */
  nearKeys: 5,
  /** Characters of register entries written in one statement: D1 takes 2 MB. */
  registerGroupCharacters: 256 * 1024,
  /** Units of a large submission decided and written in one commit. */
  unitsPerCommit: 500,
  /** Characters of their bundles and sources: each is in memory four times on its way. */
  commitCharacters: 8 * 1024 * 1024,
  /** Commits written in one transaction: the gain of a larger group is small. */
  commitGroup: 128,
  /** Commits written to PostgreSQL in one transaction: it keeps 64 undo marks at hand. */
  storeGroup: 48,
  /** Milliseconds a connection to PostgreSQL may take. */
  storeConnectMs: 3_000,
  /** Milliseconds of one statement in PostgreSQL: the longest honest one takes a second. */
  storeStatementMs: 10_000,
  /** Milliseconds PostgreSQL may be silent before the connection is given up. */
  storeAnswerMs: 15_000,
  /** Times a commit that another stood in the way of is tried before the sender comes back. */
  storeTries: 3,
  /** Pages of 4 KB in the write-ahead log before they are copied back: 16 MiB. */
  checkpointPages: 4_000,
  /** Pages of 4 KB in the write-ahead log before writers wait for the copy: 256 MiB. */
  checkpointHardPages: 64_000,
} as const;
