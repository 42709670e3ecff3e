/** The start page: plain HTML, no script. */

export interface StartPage {
  readonly origin: string;
  readonly version: string;
  readonly channels: readonly {
    readonly id: string;
    readonly title: Readonly<Record<string, string>>;
    /** Content types that it takes. */
    readonly takes: readonly string[];
  }[];
}

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
  code, pre { font: 14px/1.5 ui-monospace, monospace; background: #f2f2f2; padding: .1em .3em; }
  pre { padding: .8rem; overflow-x: auto; }
  td { padding: .2rem 1rem .2rem 0; vertical-align: top; }
`;

export function startPage({ origin, version, channels }: StartPage): string {
  const rows = channels.map(
    ({ id, title, takes }) =>
      `<tr><td><code>${escaped(id)}</code></td><td>${escaped(title.en ?? id)}</td>
<td>${takes.map((type) => `<code>${escaped(type)}</code>`).join(' ')}</td></tr>`,
  );
  const example = `curl ${origin}/submissions/CHANNEL \\
  -H 'Authorization: Bearer KEY' -H 'Content-Type: TYPE' --data-binary @FILE`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sampan</title>
<style>${STYLE}</style>
<h1>Sampan ${escaped(version)}</h1>
<p>Takes claims as hospitals and clinics already export them, turns them into validated FHIR R4,
keeps each once and delivers it to its payer.</p>
<h2>Send claims</h2>
<pre>${escaped(example)}</pre>
<p>The answer has one entry for each claim. What became of a submission stands at
<code>/submissions/ID</code>.</p>
<h2>Channels</h2>
<table>${rows.join('')}</table>
<h2>More</h2>
<ul>
<li><a href="/readyz">/readyz</a>: is everything there that is needed</li>
<li><a href="/fhir/metadata">/fhir/metadata</a>: what the FHIR side can do</li>
<li><a href="/openapi.json">/openapi.json</a>: the whole API</li>
</ul>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
