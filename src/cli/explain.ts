/** `sampan explain`: which cells and which rule an element of a bundle came from. */

import type { Command } from 'commander';
import example from '../../mappings/example.json' with { type: 'json' };
import type { Place } from '../base/place.ts';
import type { CutUnit } from '../channel/cut-units.ts';
import { publishedKey } from '../channel/identity.ts';
import { placesOf, sourcesOf } from '../channel/place-findings.ts';
import { prepareSet } from '../channel/prepare-set.ts';
import { unitContext } from '../channel/translate.ts';
import { traceUnit, translateUnit } from '../channel/translate-unit.ts';
import type { Resource } from '../channel/translation.ts';
import { placeContext, type UnitContext } from '../channel/unit-context.ts';
import { parseFhirPath } from '../fhir/fhirpath/parser.ts';
import {
  entriesAt,
  indexTrace,
  type TraceEntry,
  type TraceIndex,
} from '../mapping/runtime/trace.ts';
import { loadChannel, loadProfiles } from './catalogue.ts';
import { exit, nonEmpty, UsageError } from './exit.ts';
import { locateElements } from './locate-elements.ts';
import { readPaths, tellUncut } from './read-paths.ts';

interface ExplainOptions {
  readonly channel: string;
  readonly at: string;
  readonly unit?: string;
  readonly charset?: string;
  readonly facility?: string;
}

const { channel: id, input } = example;

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('tell where an element came from: file, line, column, and the rule of the map')
    .requiredOption('--channel <id>', 'kind of submission')
    .requiredOption('--at <fhirpath>', "the element, from a resource's type: 'Claim.item[0].net'")
    .option('--unit <key>', 'only the claim with this number')
    .option('--charset <name>', 'charset of the files, if the sender declares it')
    .option('--facility <code>', 'facility, for sets that do not name it', nonEmpty)
    .argument('<path...>', 'a folder, a zip file, or the loose files of one set')
    .addHelpText(
      'after',
      `\nExample:\n  sampan explain --channel ${id} ${input} --at 'Claim.item[0].net'`,
    )
    .action(async (paths: readonly string[], options: ExplainOptions) => {
      process.exitCode = await explain(paths, options);
    });
}

async function explain(paths: readonly string[], options: ExplainOptions): Promise<number> {
  const parsed = parseFhirPath(options.at);
  if (!parsed.ok) {
    const { expected, found, column } = parsed.problem;
    throw new UsageError(`--at, column ${column}: expected ${expected}, found ${found}`);
  }
  const channel = await loadChannel(options.channel);
  const profiles = await loadProfiles();
  const missing: Explanation[] = [];
  let found = 0;
  for (const { name, files } of readPaths(paths)) {
    const prepared = prepareSet(channel, {
      channel: options.channel,
      files,
      ...(options.charset !== undefined && { charset: options.charset }),
      ...(options.facility !== undefined && { facility: options.facility }),
    });
    if (prepared.faulted) tellUncut(name);
    const context = unitContext(channel, prepared, {
      tenant: '',
      identityKey: publishedKey,
      profiles,
    });
    for (const cut of prepared.units) {
      if (options.unit !== undefined && options.unit !== cut.key[cut.definition.claimNumber])
        continue;
      for (const line of explainUnit(cut, context, options.at)) {
        if (line.nearest === undefined) found += print(line);
        else missing.push(line);
      }
    }
  }
  // What is missing in some of the claims is news only if no claim has it.
  if (found === 0) for (const line of missing) found += print(line);
  if (found > 0) return exit.fine;
  const where = options.unit === undefined ? '' : ` in a claim ${options.unit}`;
  process.stderr.write(`nothing found at ${options.at}${where}\n`);
  return exit.inputHasErrors;
}

function print(line: Explanation): number {
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return 1;
}

interface Explanation {
  readonly element: string;
  /** Null if the element is not there; then all else is said of its nearest ancestor. */
  readonly value: unknown;
  readonly nearest?: string;
  readonly map: string;
  readonly rule: string;
  readonly sources: readonly Omit<Place, 'record'>[];
  /** Rules that made the elements around it, from the inside out: a helper's caller among them. */
  readonly within?: readonly Rule[];
}

interface Rule {
  readonly map: string;
  readonly rule: string;
}

function explainUnit(cut: CutUnit, context: UnitContext, at: string): readonly Explanation[] {
  const { bundle } = translateUnit(cut, [], context);
  if (bundle === undefined) return [];
  const trace = indexTrace(traceUnit(cut, context));
  const places = placeContext(cut, context);
  return entriesOf(bundle).flatMap(({ resource }, index) => {
    return locate(resource, at).map(({ path, missing, value }): Explanation => {
      const inner = path.slice(path.indexOf('.') + 1);
      const target = path.includes('.') ? `.${inner}` : '';
      const whole = `Bundle.entry[${index}].resource${target}`;
      const entries = entriesAt(trace, whole);
      const sources = sourcesOf(entries).flatMap((source) => placesOf(source, places));
      const what =
        missing === undefined
          ? { element: path, value }
          : { element: missing, value: null, nearest: path };
      const rule = ruleOf(entries);
      const within = rulesAround(trace, whole, rule);
      return {
        ...{ ...what, ...rule },
        sources: sources.map(withoutRecord),
        ...(within.length > 0 && { within }),
      };
    });
  });
}

interface Found {
  /** Path of what was asked for, where only an ancestor of it is there. */
  readonly missing?: string;
  readonly path: string;
  readonly value?: unknown;
}

/** The elements, or what is nearest above them and there. */
function locate(resource: Resource, at: string): readonly Found[] {
  for (const path of [at, ...ancestorsOf(at)]) {
    const located = locateElements(resource, path);
    if (!located.ok) throw new UsageError(`--at ${at}: ${located.why}`);
    if (located.elements.length === 0) continue;
    if (path === at) return located.elements;
    const rest = at.slice(path.length);
    return located.elements.map((each) => ({ missing: each.path + rest, path: each.path }));
  }
  return [];
}

const LAST_STEP = /\.[A-Za-z_]\w*(?:\([^()]*\))?(?:\[\d+\])?$/;

/** The path less its last steps: of `Claim.item[0].net`, `Claim.item[0]` and `Claim`. */
function ancestorsOf(path: string): readonly string[] {
  const before = path.replace(LAST_STEP, '');
  return before === path ? [] : [before, ...ancestorsOf(before)];
}

function entriesOf(bundle: Resource): readonly { readonly resource: Resource }[] {
  return (bundle.entry ?? []) as readonly { readonly resource: Resource }[];
}

/** Up to the resource; each rule once. */
function rulesAround(trace: TraceIndex, path: string, own: Rule): readonly Rule[] {
  const rules: Rule[] = [];
  for (let up = path; /resource./.test(up); ) {
    up = up.replace(/(\.\w+|\[\d+\])$/, '');
    const [entry] = trace.at.get(up) ?? [];
    const rule = ruleOf(entry === undefined ? [] : [entry]);
    const known = [own, ...rules].some(({ map }) => map === rule.map);
    if (entry !== undefined && !known) rules.push(rule);
  }
  return rules;
}

function ruleOf(entries: readonly TraceEntry[]): Rule {
  const [first] = entries;
  if (first === undefined) return { map: '', rule: '' };
  return { map: `${first.map}:${first.line}`, rule: first.rule };
}

function withoutRecord({ record: _record, ...place }: Place): Omit<Place, 'record'> {
  return place;
}
