/** The grammar of UCUM units, case sensitive. https://ucum.org/ucum section 2 */

const PREFIXES = 'Y Z E P T G M k h da d c m u n p f a z y Ki Mi Gi Ti'.split(' ');

/** Atoms that take a prefix. */
const METRIC = new Set(
  (
    'm s g rad K C cd mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv kat gon L l ar t ' +
    'bar u eV pc B Np bit_s bit By Bd dyn erg P Bi St Mx G Oe Gb sb Lmb ph Ci R RAD REM cal ' +
    'cal_th cal_IT cal_m cal_[15] cal_[20] eq osm U g% st tex mho sph K[iU]'
  ).split(' '),
);

/** Atoms that take none. */
const PLAIN = new Set(
  (
    "10* 10^ % deg ' '' h d min a mo wk a_t a_j a_g mo_s mo_j mo_g AU atm Ao b circ gf lbf_av Ky " +
    'att mm[Hg] m[H2O] dpt gf twip tb_us'
  ).split(' '),
);

/** Bracketed atoms in medical use; the rest of the table is not held here. */
const BRACKETED = new Set(
  (
    '[pi] [ppth] [ppm] [ppb] [pptr] [c] [h] [k] [eps_0] [mu_0] [e] [m_e] [m_p] [G] [g] [ly] ' +
    '[in_i] [ft_i] [yd_i] [mi_i] [fth_i] [nmi_i] [kn_i] [sin_i] [sft_i] [syd_i] [cin_i] [cft_i] ' +
    '[cyd_i] [bf_i] [cr_i] [mil_i] [cml_i] [hd_i] [ft_us] [yd_us] [in_us] [acr_us] [mi_us] ' +
    '[gal_us] [bbl_us] [qt_us] [pt_us] [gil_us] [foz_us] [fdr_us] [min_us] [crd_us] [bu_us] ' +
    '[gal_br] [qt_br] [pt_br] [foz_br] [gr] [lb_av] [oz_av] [dr_av] [scwt_av] [lcwt_av] ' +
    '[ston_av] [lton_av] [stone_av] [pwt_tr] [oz_tr] [lb_tr] [sc_ap] [dr_ap] [oz_ap] [lb_ap] [oz_m] [lne] ' +
    "[pnt] [pca] [degF] [degR] [Cal] [Btu] [HP] [psi] [pH] [MET] [iU] [IU] [arb'U] [USP'U] " +
    "[GPL'U] [MPL'U] [APL'U] [beth'U] [anti'Xa'U] [todd'U] [dye'U] [smgy'U] [bdsk'U] " +
    "[ka'U] [knk'U] [mclg'U] [tb'U] [CCID_50] [TCID_50] [EID_50] [PFU] [FFU] [CFU] [IR] [BAU] " +
    "[AU] [Amb'a'1'U] [PNU] [Lf] [D'ag'U] [FEU] [ELU] [EU] [drp] [HPF] [LPF] [diop] " +
    "[p'diop] [%slope] [mesh_i] [Ch] [hnsf'U] [m/s2/Hz^0.5] [S] [Bi] [car_m] [car_Au] [smoot] " +
    "[hp_X] [hp_C] [hp_M] [hp_Q] [kp_X] [PRU] [wood'U] [H2O] [Hg] [tsp_us] [tbs_us] [cup_us]"
  ).split(' '),
);

type Verdict = boolean | undefined;

function isAtom(text: string): Verdict {
  if (METRIC.has(text) || PLAIN.has(text) || BRACKETED.has(text)) return true;
  for (const prefix of PREFIXES) {
    if (!text.startsWith(prefix)) continue;
    const rest = text.slice(prefix.length);
    if (METRIC.has(rest) || rest === '[iU]' || rest === '[IU]' || rest === 'm[Hg]') return true;
    if (rest === 'm[H2O]' || rest === '[Ch]' || rest === '[CFU]') return true;
  }
  return text.includes('[') ? undefined : false;
}

/** simple-unit = atom [ exponent ] | digits */
function isSimple(text: string): Verdict {
  if (/^\d+$/.test(text)) return true;
  const plain = isAtom(text);
  if (plain !== false) return plain;
  const match = /^(.*?[^+\-\d])[+-]?\d+$/.exec(text);
  return match?.[1] === undefined ? false : isAtom(match[1]);
}

/** component = ( simple-unit | "(" term ")" ) [ annotation ] | annotation */
function splitTerm(text: string): string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '(' || letter === '[' || letter === '{') depth++;
    else if (letter === ')' || letter === ']' || letter === '}') depth--;
    else if (depth === 0 && (letter === '.' || letter === '/')) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
    if (depth < 0) return undefined;
  }
  parts.push(text.slice(start));
  return depth === 0 ? parts : undefined;
}

const ANNOTATION = /\{[\x21-\x7a|~]*\}$/;
const MAX_LENGTH = 200;

function isComponent(text: string): Verdict {
  const bare = text.replace(ANNOTATION, '');
  if (bare === '') return text !== '';
  const group = /^\((.*)\)(?:[+-]?\d+)?$/.exec(bare);
  return group?.[1] === undefined ? isSimple(bare) : isTerm(group[1]);
}

/** term = [ "/" ] component *( ( "." | "/" ) component ) */
function isTerm(text: string): Verdict {
  const parts = splitTerm(text.startsWith('/') ? text.slice(1) : text);
  if (parts === undefined) return false;
  let verdict: Verdict = true;
  for (const part of parts) {
    const one = isComponent(part);
    if (one === false) return false;
    if (one === undefined) verdict = undefined;
  }
  return verdict;
}

/** Undefined for a unit whose form is right but whose bracketed atom is not known here. */
export function isUcum(code: string): boolean | undefined {
  if (code === '' || code.length > MAX_LENGTH || /\s/.test(code.replace(/\{[^}]*\}/g, '')))
    return false;
  return isTerm(code);
}
