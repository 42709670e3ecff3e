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

/** Elements that begin a block of their own: none of them stands inside a paragraph. */
export const BLOCKS = new Set(['div', 'blockquote', 'table', 'ol', 'ul', 'p']);

/** Character entities of XHTML 1.0. https://www.w3.org/TR/xhtml1/dtds.html#h-A2 */
export const ENTITIES = new Set(
  (
    'quot amp lt gt apos nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo ' +
    'not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo ' +
    'frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
    'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml ' +
    'times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde ' +
    'auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ' +
    'ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn ' +
    'yuml OElig oelig Scaron scaron Yuml circ tilde ensp emsp thinsp zwnj zwj lrm rlm ndash ' +
    'mdash lsquo rsquo sbquo ldquo rdquo bdquo dagger Dagger permil lsaquo rsaquo euro fnof ' +
    'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi ' +
    'Rho Sigma Tau Upsilon Phi Chi Psi Omega alpha beta gamma delta epsilon zeta eta theta ' +
    'iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega ' +
    'thetasym upsih piv bull hellip prime Prime oline frasl weierp image real trade alefsym ' +
    'larr uarr rarr darr harr crarr lArr uArr rArr dArr hArr forall part exist empty nabla ' +
    'isin notin ni prod sum minus lowast radic prop infin ang and or cap cup int there4 sim ' +
    'cong asymp ne equiv le ge sub sup nsub sube supe oplus otimes perp sdot lceil rceil ' +
    'lfloor rfloor lang rang loz spades clubs hearts diams'
  ).split(' '),
);
