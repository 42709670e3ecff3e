import type { IssueType, Severity } from '../../base/finding.ts';
import type { Assumed, JsonPath, XmlPath } from './field.ts';

/** How bytes become records of named parts, one reader a form. */
export type Reader =
  | DelimitedReader
  | XmlReader
  | JsonReader
  | JsonLinesReader
  | CardTextReader
  | AnyOfReader
  | FhirReader;

export type ReaderKind = Reader['kind'];

/** A set of delimited files, one a part. */
export interface DelimitedReader {
  readonly kind: 'delimited';
  readonly delimiter: string;
  readonly extensions: readonly string[];
  /** Charsets tried in this order when none is declared. */
  readonly charsets: readonly string[];
  /** Non-ASCII code points the channel's text is made of, as hex ranges `0E01-0E3A`. */
  readonly repertoire: readonly string[];
  readonly parts: Readonly<Record<string, DelimitedPart>>;
  /** Endings of files that hold the same parts as dBASE tables: `.dbf`. */
  readonly tables?: readonly string[];
  /** JSON bodies that carry the files. */
  readonly envelopes?: readonly FileEnvelope[];
}

export interface DelimitedPart {
  /** Name of the record's logical model. */
  readonly model: string;
  /** Other spellings of this part's file name, upper case, without extension. */
  readonly fileNames?: readonly string[];
  /** Other spellings of a column's name. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly variants: readonly LayoutVariant[];
}

/** One known order of columns without a header row. */
export interface LayoutVariant extends Assumed {
  readonly id: string;
  readonly columns: readonly string[];
  /** Tells variants with the same number of columns apart: holds in every row of the right one. */
  readonly test?: { readonly column: number; readonly pattern: string };
}

/** A JSON object whose members are the files, each with its content in base64. */
export interface FileEnvelope extends Assumed {
  readonly id: string;
  /** The object whose member names, in any case, are names of parts. */
  readonly files: JsonPath;
  /** Within a member, the file's bytes in base64. */
  readonly content: JsonPath;
  /** Within a member, the charset its sender declares. */
  readonly charset?: JsonPath;
  /** Within a member, the name of its file; the ending tells a table from text. */
  readonly name?: JsonPath;
  /** Within a member, how many bytes the content has. */
  readonly size?: JsonPath;
}

/** One XML document; a unit is an element of it, with documents embedded or without. */
export interface XmlReader {
  readonly kind: 'xml';
  readonly charsets: readonly string[];
  /** Names the document's root may have. */
  readonly roots: readonly string[];
  /** The element that holds one unit. Records outside it belong to every unit of the document. */
  readonly container: XmlPath;
  readonly embedded?: EmbeddedDocuments;
  readonly unknownFields: Severity;
  readonly parts: Readonly<Record<string, XmlPart>>;
}

/** Documents inside the container, one an element: name in one child, content in another. */
export interface EmbeddedDocuments {
  readonly element: string;
  /** Child whose text is the name of the part. */
  readonly name: string;
  readonly content: string;
  /** `base64-xml`: text to decode and parse. `inline`: the elements themselves. */
  readonly forms: readonly ('base64-xml' | 'inline')[];
  /** A part whose content is empty, or an empty root, is absent. */
  readonly emptyMeansAbsent: boolean;
}

export interface XmlPart extends Assumed {
  readonly model: string;
  /** Where its records stand: in the document itself or in the embedded one of the part's name. */
  readonly in: 'document' | 'embedded';
  /** Paths from the root of that document; every element on any of them is a record. */
  readonly records: readonly XmlPath[];
  /** Field of the model to path below the record, for those that are not its children. */
  readonly fields?: Readonly<Record<string, XmlPath>>;
  /** Fields that may hold elements, which nobody looks into: a signature. */
  readonly opaque?: readonly string[];
}

/** One JSON value: one unit. */
export interface JsonReader {
  readonly kind: 'json';
  readonly charsets: readonly string[];
  readonly unknownFields: Severity;
  readonly parts: Readonly<Record<string, JsonPart>>;
}

/** Messages: one a line, or the items of one array, or one alone. */
export interface JsonLinesReader {
  readonly kind: 'json-lines';
  readonly charsets: readonly string[];
  /** Where in an item the message is; the first path that leads anywhere: `$.request`, else `$`. */
  readonly messages: readonly JsonPath[];
  /** What kind of message it is, from the message. */
  readonly type: JsonPath;
  /**
   * An item whose value on this path is another than these failed: it is kept, and nothing is read
   * from it. Numbers are compared as text; an item without the value holds.
   */
  readonly success?: { readonly path: JsonPath; readonly values: readonly string[] };
  readonly unknownFields: Severity;
  readonly parts: Readonly<Record<string, JsonPart>>;
}

export interface JsonPart {
  readonly model: string;
  /**
   * In a journal: of a unit's records that agree in these fields the first is kept, and none that
   * lacks a value of them. So who is named in a thousand lines is one record.
   */
  readonly distinct?: readonly string[];
  /** Outer shapes of the same record; of those that apply the first is taken. */
  readonly shapes: readonly JsonShape[];
  /** Records of this part that are members of another part's records. */
  readonly nest?: {
    readonly under: string;
    readonly as: string;
    /** Fields that must be equal in both, within one message. */
    readonly key: readonly string[];
  };
}

export interface JsonShape extends Assumed {
  readonly id: string;
  /** Kinds of message it is read from; from any when absent. */
  readonly types?: readonly string[];
  /** From the message. */
  readonly path: JsonPath;
  /** Member names that all stand in the record, and so tell shapes apart. */
  readonly has?: readonly string[];
  /** Field of the model to path below the record; members have the fields' names when absent. */
  readonly fields?: Readonly<Record<string, JsonPath>>;
  /** Fields said once for all records of the part: path from the message. */
  readonly carried?: Readonly<Record<string, JsonPath>>;
}

/** What a card reader or a scanner types: one text, one unit. */
export interface CardTextReader {
  readonly kind: 'card-text';
  readonly charsets: readonly string[];
  readonly forms: readonly CardForm[];
  readonly parts: Readonly<Record<string, { readonly model: string }>>;
}

export type CardForm = SeparatedForm | SlicedForm | TaggedForm;

interface CardFormBase extends Assumed {
  readonly id: string;
  readonly part: string;
}

/** Fields in order between separators. */
export interface SeparatedForm extends CardFormBase {
  readonly form: 'separated';
  readonly separator: string;
  readonly columns: readonly string[];
  /** Fewest fields that are this form; further ones than `columns` are reported, not refused. */
  readonly atLeast: number;
}

/** Fields at fixed characters; padding at the end is no part of the value. */
export interface SlicedForm extends CardFormBase {
  readonly form: 'slices';
  /** The character that only cards of this form have; without one, length tells the form. */
  readonly mark?: { readonly at: number; readonly is: string };
  /** Fields that the form itself says. */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly slices: readonly {
    readonly field: string;
    readonly from: number;
    readonly to: number;
  }[];
}

/** Bytes as tag, type, length, value; the values are UTF-8. */
export interface TaggedForm extends CardFormBase {
  readonly form: 'tagged';
  /** Bytes that begin every entry before its tag, in hex; `..` is any byte. */
  readonly prefix: string;
  /** Tag in hex to field. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Several forms of the same parts; the first whose test the beginning of the text passes reads. */
export interface AnyOfReader {
  readonly kind: 'any-of';
  readonly readers: readonly {
    /** A pattern on the decoded text. */
    readonly test: string;
    readonly reader: JsonReader | JsonLinesReader | CardTextReader;
  }[];
}

/** What arrives is the target already: resources in JSON, checked and taken as they are. */
export interface FhirReader {
  readonly kind: 'fhir';
  readonly charsets: readonly string[];
  /** Resource types a body may be. */
  readonly resources: readonly string[];
}

/** A field that must not hold anything: the unit is refused and its bytes are not kept. */
export interface RefusedField {
  readonly path: JsonPath;
  readonly code: string;
  readonly severity: Severity;
  readonly issue: IssueType;
  readonly reason: string;
}
