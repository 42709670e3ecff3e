/** Elements and attributes of narratives: HTML 4.0 chapters 7 to 11 (less 9.4) and 15 (txt-1). */

export const ELEMENTS = new Set(
  (
    'p br div h1 h2 h3 h4 h5 h6 a span b em i strong small big tt dfn q var abbr acronym cite ' +
    'blockquote hr address bdo kbd ins del sub sup ul ol li dl dt dd pre table caption colgroup ' +
    'col thead tr tfoot tbody th td code samp img map area u s strike center font'
  ).split(' '),
);

export const ATTRIBUTES = new Set(
  (
    'title style class id idref lang xml:lang xml:space dir accesskey tabindex span width height ' +
    'align valign char charoff abbr axis headers scope rowspan colspan name href src alt border ' +
    'cite datetime summary frame rules cellpadding cellspacing xmlns rel rev hreflang target ' +
    'type longdesc usemap ismap shape coords nohref compact start value clear noshade size ' +
    'color face bgcolor nowrap'
  ).split(' '),
);

export const XHTML = 'http://www.w3.org/1999/xhtml';
