/**
 * Every condition of the shared SQL that keeps two writers apart, or a late one out, and the case
 * of the store's contract that fails without it.
 */

export interface Fence {
  readonly name: string;
  /** The condition as it stands, white space as one blank. */
  readonly has: string;
  /** The statement without it, with as many parameters. */
  readonly without: string;
  /** The case that fails. */
  readonly seenBy: string;
}

const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
const EXPECTED = 'AND v.version = CAST(e.value ->> 4 AS INTEGER)';

/** By the case that fails: the condition, and what stands there without it. */
type Removed = readonly [name: string, has: string, without: string];

const COMMITS: Readonly<Record<string, readonly Removed[]>> = {
  'works on a submission taken for later once': [
    ['a submission taken for later is worked on once', "id = ? AND state = 'received')", 'id = ?)'],
  ],
  'makes no submission of a body that was let go': [
    [
      'a body that is a submission’s has arrived',
      'SELECT 1 FROM spool WHERE tenant = ? AND submission = ?)',
      "SELECT 1 WHERE ? <> '' AND ? <> '')",
    ],
  ],
  'does not let go of the body of a submission': [
    [
      'only what is arriving is let go',
      "kind = 'request' AND EXISTS ( SELECT 1 FROM spool WHERE tenant = ? AND submission = ?)",
      "kind = 'request' AND ? <> '' AND ? <> ''",
    ],
  ],
  'loses a commit whose expected version is not current': [
    ['a decision rests on a version', `${EXPECTED} AND v.current = 1)`, 'AND v.current = 1)'],
  ],
  'loses what rests on a version that was replaced': [
    ['a decision rests on what is current', `${EXPECTED} AND v.current = 1)`, `${EXPECTED})`],
  ],
  'never makes an older version current': [
    ['no version replaces a newer one', 'WHERE v.version < CAST(e.value ->> 4 AS INTEGER)', ''],
  ],
  'lets one request have a transport key, until the key runs out': [
    ['a key that has not run out stays', 'AND expires_at < ?', "AND ? <> ''"],
  ],
  'loses the second of two that make something under one condition': [
    ['a condition holds while two may race', 'AND made_at < ?', "AND ? <> ''"],
  ],
  "remembers the sender's own order, and loses what rests on another one": [
    [
      "the sender's order is as it was read",
      'AND v.sequence = e.value ->> 5',
      'AND e.value ->> 5 IS NOT NULL',
    ],
  ],
  'loses a commit that rests on an older count, and nothing of it stays': [
    [
      "a journal's count is as it was read",
      '<> CAST(e.value ->> 1 AS INTEGER)',
      '< CAST(e.value ->> 1 AS INTEGER)',
    ],
  ],
  'settles a unit once, and only on the books that were read': [
    ['books are as they were read', 'AND books = ?', "AND ? <> ''"],
  ],
  'settles a unit from the state that was read, and only once': [
    [
      'a unit is in the state that was read',
      'AND state = ? AND settled_at IS NULL',
      "AND ? <> '' AND settled_at IS NULL",
    ],
    ['a unit is settled once', 'AND state = ? AND settled_at IS NULL', 'AND state = ?'],
  ],
  'sends both if an attempt has been made': [
    ['nothing is withdrawn of what has left', 'AND left_.attempt > 0', 'AND 1 = 0'],
  ],
  'withdraws what has not left of this life of a claim, whatever left of others': [
    ['each life of a claim is withdrawn alone', 'AND left_.generation = o.generation', ''],
  ],
};

const DELIVERIES: Readonly<Record<string, readonly Removed[]>> = {
  'leases a delivery once, with its attempt': [
    ['only what waits is leased', "AND o.state = 'ready'", ''],
    ['a lease holds until it ends', `AND lease_until <= ${NOW} RETURNING`, 'RETURNING'],
    ['a result is written once', "AND attempt = ? AND state = 'sending' /*", 'AND attempt = ? /*'],
  ],
  'waits until a retry is due': [['only what is due is leased', `AND o.next_at <= ${NOW}`, '']],
  'sends the versions of a claim one after the other': [
    [
      'what waits holds later versions back',
      "('ready', 'sending', 'parked')) ORDER",
      "('sending', 'parked')) ORDER",
    ],
  ],
  'holds later versions back while one is being sent': [
    [
      'what is being sent holds later versions back',
      "('ready', 'sending', 'parked')) ORDER",
      "('ready', 'parked')) ORDER",
    ],
  ],
  'holds later versions back while one is parked': [
    [
      'what is parked holds later versions back',
      "('ready', 'sending', 'parked')) ORDER",
      "('ready', 'sending')) ORDER",
    ],
  ],
  'leases for one payer while another is being sent to': [
    [
      'an attempt is written for what was leased alone',
      "NULL FROM outbox WHERE state = 'sending' AND lease = ?",
      "NULL FROM outbox WHERE state = 'sending' AND ? <> ''",
    ],
    ['only what was leased is handed out', 'AND lease = ? ORDER BY', "AND ? <> '' ORDER BY"],
  ],
  'ends attempts whose lease ran out, and no others': [
    [
      'an attempt ends with its lease',
      `attempt FROM outbox WHERE state = 'sending' AND lease_until <= ${NOW}`,
      "attempt FROM outbox WHERE state = 'sending'",
    ],
  ],
  'takes up again after a restart what was being sent, and nothing that was done': [
    [
      'only what was being sent is taken up again',
      "lease_until = NULL WHERE state = 'sending' AND",
      'lease_until = NULL WHERE',
    ],
  ],
  'gives an expired lease to the next, and refuses the late result': [
    [
      'a result is of the attempt under way',
      "AND attempt = ? AND state = 'sending' /*",
      "AND ? <> '' AND state = 'sending' /*",
    ],
  ],
  'lets what is parked go again': [
    [
      'only what was seen is let go',
      '(payer_key, state) IN ( SELECT e.value ->> 0, e.value ->> 1',
      'payer_key IN ( SELECT e.value ->> 0',
    ],
  ],
  'does not bring an old version back after a newer one': [
    [
      'no old version is let go after a newer one',
      "OR later.state IN ('delivered', 'refused')",
      'OR 1 = 0',
    ],
  ],
  'lets nothing go that is being sent, nor a version before it': [
    ['what is being sent is not let go', "AND state <> 'sending' AND (", 'AND ('],
    ['no old version is let go beside a newer one', "later.state = 'sending' OR", ''],
  ],
};

const ANSWERS: Readonly<Record<string, readonly Removed[]>> = {
  'takes an answer once, whoever comes first': [
    [
      'an answer changes the state once',
      "AND a.token = ?3 AND a.effect = 'applied' ON CONFLICT",
      "AND ?3 <> '' AND a.effect = 'applied' ON CONFLICT",
    ],
  ],
  'judges every answer after every state as the table says': [
    [
      'an answer from before counts no more',
      'OR s.created_ms > CAST(e.value ->> 3 AS INTEGER)',
      '',
    ],
  ],
  'changes nothing by an answer that came too late': [
    [
      'only an answer that applies changes the state',
      "AND a.token = ?3 AND a.effect = 'applied' ON CONFLICT",
      'AND a.token = ?3 ON CONFLICT',
    ],
  ],
  'sends what was let go again, whatever answers of before are repeated': [
    [
      'an answer settles a delivery once',
      "AND a.token = ?3 AND a.effect = 'applied')",
      "AND ?3 <> '' AND a.effect = 'applied')",
    ],
    [
      'only an answer that applies settles a delivery',
      "AND a.token = ?3 AND a.effect = 'applied')",
      'AND a.token = ?3)',
    ],
  ],
  'takes no answer of one payer for a delivery to another': [
    [
      'only its payer settles a delivery',
      'AND payer = ?4 AND state IN',
      "AND ?4 <> '' AND state IN",
    ],
  ],
  'leaves a delivery that was refused as it is when the payer answers': [
    [
      'what is settled stays as it is',
      "AND state IN ('ready', 'sending', 'parked') AND (focus_id",
      'AND (focus_id',
    ],
  ],
  'keeps news for the senders that want them, and leases each once': [
    ['news is leased when it is due', `AND n.next_at <= ${NOW}`, ''],
    ['news that was taken stays', "AND n.state IN ('ready', 'sending')", ''],
    [
      'a result of news is of the attempt under way',
      "AND attempt = ? AND state = 'sending' RETURNING",
      "AND ? <> '' AND state = 'sending' RETURNING",
    ],
    [
      'a result of news is written once',
      "AND attempt = ? AND state = 'sending' RETURNING",
      'AND attempt = ? RETURNING',
    ],
  ],
};

export const FENCES: readonly Fence[] = [COMMITS, DELIVERIES, ANSWERS].flatMap((part) =>
  Object.entries(part).flatMap(([seenBy, removed]) =>
    removed.map(([name, has, without]) => ({ name, has, without, seenBy })),
  ),
);
