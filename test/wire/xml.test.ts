/** XML: elements with text and places, everything dangerous refused, documents inside documents. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import {
  parseXml,
  readEmbedded,
  readXml,
  type XmlElement,
  type XmlLimits,
} from '../../src/wire/xml.ts';

const parse = (text: string, limits?: Partial<XmlLimits>) =>
  parseXml(text, { file: 'body', ...(limits !== undefined && { limits }) });

const told = (text: string, limits?: Partial<XmlLimits>): readonly string[] =>
  parse(text, limits).findings.map(({ code, places: [place] }) => {
    return `${code.slice('SAMPAN-XML-'.length)} ${place?.line}:${place?.column}`;
  });

/** `a(b=x c=y)` */
function outline(element: XmlElement | undefined): string {
  if (element === undefined) return '-';
  if (element.children.length === 0) return `${element.name}=${element.text}`;
  return `${element.name}(${element.children.map(outline).join(' ')})`;
}

function find(element: XmlElement | undefined, name: string): XmlElement {
  const all = (e: XmlElement): XmlElement[] => [e, ...e.children.flatMap(all)];
  const found = element && all(element).find((e) => e.name === name);
  if (found === undefined) throw new Error(`no element ${name}`);
  return found;
}

describe('elements', () => {
  it.each([
    ['<a/>', 'a='],
    ['<?xml version="1.0" encoding="utf-8"?>\n<!-- x -->\n<a>1</a>\n', 'a=1'],
    ['\ufeff<a><b> x </b><c/></a>', 'a(b= x  c=)'],
    ['<a>\r\n  <b>1</b>\r\n  <b>2</b>\r\n</a>', 'a(b=1 b=2)'],
    ['<a>&lt;&amp;&gt;&quot;&apos;&#3585;&#x0E02;</a>', 'a=<&>"\'กข'],
    ['<a>x<![CDATA[<b>&amp;]]>y</a>', 'a=x<b>&amp;y'],
    ['<a>x<!-- no -->y<?no?></a>', 'a=xy'],
    ['<x:a xmlns:x="urn:x"><x:b>1</x:b></x:a>', 'a(b=1)'],
  ])('of %j', (text, expected) => {
    const { root, findings } = parse(text);
    expect(findings).toEqual([]);
    expect(outline(root)).toBe(expected);
  });

  it('have namespaces and attributes', () => {
    const { root } = parse(
      '<a xmlns="urn:d" xmlns:x="urn:x" x:n="1" m="2"><x:b/><b xmlns=""/></a>',
    );
    expect(root).toMatchObject({ namespace: 'urn:d', attributes: { 'x:n': '1', m: '2' } });
    expect(root?.children.map((child) => child.namespace)).toEqual(['urn:x', '']);
  });

  it('are the same whether the text is short or read in several pieces', () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `<r>\r\n<n>${i}</n><t>giá trị 😀</t></r>`,
    );
    const { root, placeOf } = parse(`<a>${rows.join('\r\n')}</a>`);
    expect(root?.children).toHaveLength(20_000);
    for (const index of [0, 7_000, 19_999]) {
      const [number, text] = root?.children[index]?.children ?? [];
      expect(number?.text).toBe(String(index));
      expect(number && placeOf(number)).toEqual({ line: 2 + 2 * index, column: 4 });
      const column = 4 + String(index).length + '</n><t>'.length;
      expect(text && placeOf(text)).toEqual({ line: 2 + 2 * index, column });
    }
  });
});

describe('places', () => {
  it.each([
    ['<a><v>x</v></a>', 1, 7],
    ['<a>\n <v>\n  x</v></a>', 3, 3],
    ['<a><v><![CDATA[x]]></v></a>', 1, 16],
    ['<a><v><!-- 1 --> x</v></a>', 1, 18],
    ['<a><v/></a>', 1, 4],
    ['<a>😀ก<v n="1">\n</v></a>', 1, 6],
    ['<a><v>\n<b>1</b></v></a>', 1, 4],
  ])('of v in %j', (text, line, column) => {
    const { root, placeOf } = parse(text);
    expect(placeOf(find(root, 'v'))).toEqual({ line, column });
  });
});

describe('what is refused', () => {
  it.each([
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'DOCTYPE 1:1'],
    ['<?xml version="1.0"?>\n<!-- --> <!doctype a><a/>', 'DOCTYPE 2:10'],
    ['<a>&x;</a>', 'REFERENCE 1:4'],
    ['<a>x &amp y</a>', 'REFERENCE 1:6'],
    ['<a>AT&T</a>', 'REFERENCE 1:6'],
    ['<a>&#0;</a>', 'REFERENCE 1:4'],
    ['<a>&#xD800;</a>', 'REFERENCE 1:4'],
    ['<a>&#x110000;</a>', 'REFERENCE 1:4'],
    ['<a b="&lt;&x;"/>', 'REFERENCE 1:11'],
    ['<a><!DOCTYPE a></a>', 'SYNTAX 1:4'],
    ['', 'SYNTAX 1:1'],
    ['x', 'SYNTAX 1:1'],
    ['<a/>x', 'SYNTAX 1:5'],
    ['<a/><b/>', 'SYNTAX 1:5'],
    [' <?xml version="1.0"?><a/>', 'SYNTAX 1:4'],
    ['<?xml version="2.0"?><a/>', 'SYNTAX 1:1'],
    ['<?xml encoding="utf-8"?><a/>', 'SYNTAX 1:1'],
    ['<a><?xml version="1.0"?></a>', 'SYNTAX 1:6'],
    ['<a><!-- a--b --></a>', 'SYNTAX 1:12'],
    ['<a><!-- ', 'SYNTAX 1:9'],
    ['<a><?x ', 'SYNTAX 1:8'],
    ['<a><![CDATA[x</a>', 'SYNTAX 1:18'],
    ['<a>]]></a>', 'SYNTAX 1:4'],
    ['< a/>', 'SYNTAX 1:2'],
    ['<1a/>', 'SYNTAX 1:2'],
    ['<a b="1"c="2"/>', 'SYNTAX 1:9'],
    ['<a b="<"/>', 'SYNTAX 1:7'],
    ['<a b="1/>', 'SYNTAX 1:10'],
    ['<a b/>', 'SYNTAX 1:5'],
    ['<a b=1/>', 'SYNTAX 1:6'],
    ['<a / >', 'SYNTAX 1:4'],
    ['<a', 'SYNTAX 1:3'],
    ['<a></a', 'END-TAG 1:4'],
    ['<a></b>', 'END-TAG 1:4'],
    ['<a></ab>', 'END-TAG 1:4'],
    ['<a></a b>', 'SYNTAX 1:8'],
    ['<a b="1" b="2"/>', 'ATTRIBUTE-REPEATED 1:10'],
    ['<a>\u0001</a>', 'CHARACTER 1:4'],
    ['<a>\ud800</a>', 'CHARACTER 1:4'],
    ['<a>\uffff</a>', 'CHARACTER 1:4'],
    ['<x:a/>', 'PREFIX 1:1'],
    ['<a x:b="1"/>', 'PREFIX 1:1'],
    ['<a xmlns:x=""/>', 'PREFIX 1:1'],
    ['<a:b:c xmlns:a="urn:a"/>', 'PREFIX 1:1'],
    ['<:a/>', 'PREFIX 1:1'],
    ['<a><b>', 'CUT-SHORT 1:7'],
    [`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, 'DEPTH 1:193'],
  ])('%j', (text, finding) => {
    expect(told(text)[0]).toBe(finding);
    expect(parse(text).root).toBeUndefined();
    expect(parse(text).findings[0]?.severity).toBe('fatal');
  });

  it('knows no attributes but those that are written', () => {
    expect(told('<a constructor="1" toString="2"/>')).toEqual([]);
  });

  it('is bounded', () => {
    const attributes = Array.from({ length: 257 }, (_, i) => `a${i}="1"`).join(' ');
    expect(told(`<a ${attributes}/>`)).toEqual(['ATTRIBUTES 1:1']);
    expect(told('<a><b/><b/></a>', { elements: 2 })).toEqual(['ELEMENTS 1:8']);
    expect(told('<a>&#65;&#65;&lt;</a>', { references: 2 })).toEqual(['REFERENCES 1:1']);
    expect(told('<a><b>12345</b></a>', { textCharacters: 4 })).toEqual(['TEXT-LONG 1:4']);
    expect(told(`${'<a>'.repeat(64)}${'</a>'.repeat(64)}`)).toEqual([]);
    expect(told('<a>'.repeat(1_000_000))).toEqual(['DEPTH 1:193']);
  });

  it('tells of text beside elements', () => {
    expect(told('<a>\n<b/> x </a>')).toEqual(['MIXED 1:1']);
    expect(outline(parse('<a><b>1</b>x</a>').root)).toBe('a(b=1)');
  });
});

describe('bytes', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const read = (bytes: Uint8Array, candidates = ['utf-8', 'utf-16le'], declared?: string) => {
    const options = { candidates, ...(declared !== undefined && { declared }) };
    const { root, findings } = readXml({ name: 'body', bytes }, options);
    return [outline(root), ...findings.map((finding) => finding.code)];
  };

  it('are decoded as the declaration says, or a mark, or the sender', () => {
    expect(read(utf8('<a>Bệnh viện</a>'))).toEqual(['a=Bệnh viện']);
    expect(read(utf8('\ufeff<?xml version="1.0" encoding="UTF-8"?><a>ệ</a>'))).toEqual(['a=ệ']);
    const thai = Uint8Array.of(...utf8('<?xml version="1.0" encoding="windows-874"?><a>'), 0xa1);
    const whole = Uint8Array.of(...thai, ...utf8('</a>'));
    expect(read(whole, ['utf-8', 'windows-874'])).toEqual(['a=ก']);
    const wide = Uint8Array.from('\ufeff<a>1</a>', (c) => c.charCodeAt(0));
    const pairs = Uint8Array.from([...wide].flatMap((unit) => [unit, 0]));
    pairs[0] = 0xff;
    pairs[1] = 0xfe;
    expect(read(pairs)).toEqual(['a=1']);
  });

  it('that contradict the declaration are told', () => {
    const latin = utf8('<?xml version="1.0" encoding="iso-8859-1"?><a/>');
    expect(read(latin)).toEqual(['-', 'SAMPAN-CHARSET-UNKNOWN']);
    expect(read(latin, ['utf-8'], 'utf-8')).toEqual(['a=', 'SAMPAN-XML-ENCODING']);
    const wide = utf8('<?xml version="1.0" encoding="utf-16"?><a>ệ</a>');
    expect(read(wide)).toEqual(['a=ệ', 'SAMPAN-XML-ENCODING']);
    expect(read(Uint8Array.of(...utf8('<a>'), 0xff, ...utf8('</a>')))).toEqual([
      'a=\ufffd',
      'SAMPAN-CHARSET-BYTES',
    ]);
    expect(read(Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual(['-', 'SAMPAN-CHARSET-BINARY']);
  });
});

describe('embedded documents', () => {
  const base64 = (text: string): string =>
    btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const embedded = (content: string) => {
    const outer = parse(`<f>\n<c>${content}</c>\n</f>`);
    const inner = readEmbedded(outer, find(outer.root, 'c'), {
      file: 'F[1]/XML1',
      candidates: ['utf-8'],
    });
    const findings = inner.findings.map(({ code, places: [p] }) => {
      return `${code} ${p?.file} ${p?.line}:${p?.column}`;
    });
    const value = inner.root && find(inner.root, 'v');
    return [outline(inner.root), ...(value ? [inner.file, inner.placeOf(value)] : []), ...findings];
  };

  it('are read in base64 with places of their own, or inline with the outer ones', () => {
    const place = { line: 2, column: 5 };
    const text = '<?xml version="1.0" encoding="utf-8"?><r>\n <v>ệ</v></r>';
    expect(embedded(base64(text))).toEqual(['r(v=ệ)', 'F[1]/XML1', place]);
    const lines = base64(text).replaceAll(/.{20}/g, '$&\r\n');
    expect(embedded(`\n${lines}\n`)).toEqual(['r(v=ệ)', 'F[1]/XML1', place]);
    expect(embedded('<r><v>1</v></r>')).toEqual(['r(v=1)', 'F[1]/XML1', { line: 2, column: 10 }]);
  });

  it('may be absent', () => {
    expect(embedded('')).toEqual(['-']);
    expect(embedded(' \n ')).toEqual(['-']);
  });

  it('go through the same gate', () => {
    expect(embedded('*')).toEqual(['-', 'SAMPAN-XML-BASE64 body 2:4']);
    expect(embedded(base64('PK\u0003\u0004'))).toEqual(['-', 'SAMPAN-XML-EMBEDDED body 2:4']);
    expect(embedded(base64('plain'))).toEqual(['-', 'SAMPAN-XML-EMBEDDED body 2:4']);
    expect(embedded(base64('<!DOCTYPE a><a/>'))).toEqual(['-', 'SAMPAN-XML-DOCTYPE F[1]/XML1 1:1']);
    expect(embedded(base64('<a>\n</b>'))).toEqual(['-', 'SAMPAN-XML-END-TAG F[1]/XML1 2:1']);
  });
});

describe('any text', () => {
  const characters = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) =>
    // What XML cannot hold, and line ends, which it changes
    text.replaceAll(/[^\t\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''),
  );
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&#62;');

  it('comes back from text and from attributes', () => {
    fc.assert(
      fc.property(fc.array(characters, { minLength: 1 }), (texts) => {
        const children = texts.map((text) => `<v>${escaped(text)}</v>`);
        const { root, findings } = parse(`<a>${children.join('\n')}</a>`);
        expect(findings).toEqual([]);
        expect(root?.children.map((child) => child.text)).toEqual(texts);
      }),
    );
  });

  const pieces = [
    '<',
    '>',
    '/',
    'a',
    ' ',
    '"',
    '=',
    '&',
    ';',
    '#65',
    '!--',
    '-',
    '[',
    ']]>',
    '?',
    'x:',
    'lt',
    '<a>',
    '</a>',
    '<b c="1">',
    '</b>',
    '<b/>',
    '<![CDATA[',
    '-->',
    '\r\n',
    'xmlns:x="u"',
    'ก',
    '\u0001',
  ];

  /** What saxes makes of it: an outline, or that it refuses. */
  function oracle(text: string): string {
    const parser = new SaxesParser({ xmlns: true });
    const open: { name: string; text: string; children: string[] }[] = [];
    let root = '-';
    let refused = false;
    parser.on('error', () => {
      refused = true;
    });
    parser.on('opentag', (tag) => {
      open.push({ name: tag.local, text: '', children: [] });
    });
    const append = (more: string): void => {
      const current = open.at(-1);
      if (current !== undefined) current.text += more;
    };
    parser.on('text', append);
    parser.on('cdata', append);
    parser.on('closetag', () => {
      const closed = open.pop();
      if (closed === undefined) return;
      const { name, text: value, children } = closed;
      const shown = children.length === 0 ? `${name}=${value}` : `${name}(${children.join(' ')})`;
      const parent = open.at(-1);
      if (parent === undefined) root = shown;
      else parent.children.push(shown);
    });
    parser.write(text).close();
    return refused ? '-' : root;
  }

  /** saxes lets a question mark pass within an instruction's name. */
  const lax = /<\?[^\s?]*\?(?!>)/;

  it('is read or refused as saxes does', () => {
    const whole = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((p) => p.join(''));
    const text = fc.oneof(
      whole,
      whole.map((inner) => `<a>${inner}</a>`),
      whole.map((i) => `<a ${i}/>`),
    );
    fc.assert(
      fc.property(text, (content) => {
        fc.pre(!lax.test(content));
        expect(outline(parse(content).root), content).toBe(oracle(content));
      }),
      { numRuns: 2000 },
    );
  });

  it('with any one character changed is read or refused as saxes does', () => {
    const good =
      '<?xml version="1.0"?>\n<a b="1&amp;" xmlns:x="u"><!-- c --><x:b>t&#65;</x:b><c/>\r\n<d><![CDATA[e]]></d></a>';
    const disagreed: string[] = [];
    for (let at = 0; at < good.length; at++) {
      for (const c of '<>/&;"=?!-[]x: \n1\u0000') {
        const content = good.slice(0, at) + c + good.slice(at + 1);
        if (lax.test(content)) continue;
        if (outline(parse(content).root) !== oracle(content)) disagreed.push(content);
      }
    }
    expect(disagreed).toEqual([]);
  });

  it('never throws', () => {
    const pieces = [
      '<',
      '>',
      '/',
      'a',
      ' ',
      '"',
      '=',
      '&',
      ';',
      '#',
      '!',
      '-',
      '[',
      ']',
      '?',
      'x:',
      '<a>',
      '</a>',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const { root, findings } = parse(parts.join(''));
        expect(root === undefined).toBe(findings.some((finding) => finding.severity === 'fatal'));
      }),
      { numRuns: 2000 },
    );
  });
});
