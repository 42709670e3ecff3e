/** The entries of a submission's answer that speak of a claim. */
import { structureUrl } from '../../fhir/canonical.ts';

export interface UnitResponse {
  readonly status: string;
  readonly location?: string;
  readonly outcome: object;
  /** True if it failed only because another one did. */
  readonly withheld: boolean;
}

interface Entry {
  readonly response: Omit<UnitResponse, 'withheld'> & { readonly outcome: Outcome };
}

interface Outcome {
  readonly extension?: readonly { readonly url: string }[];
  readonly issue: readonly {
    readonly severity: string;
    readonly details: { readonly coding: readonly { readonly code: string }[] };
  }[];
}

export function unitResponses(answer: string): readonly UnitResponse[] {
  const { entry } = JSON.parse(answer) as { readonly entry: readonly Entry[] };
  return entry.flatMap(({ response }) => {
    const { extension = [], issue } = response.outcome;
    if (!extension.some(({ url }) => url === structureUrl('unit'))) return [];
    const codes = issue
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ details }) => details.coding[0]?.code);
    const withheld = codes.length > 0 && codes.every((code) => code === WITHHELD);
    return [{ ...response, withheld }];
  });
}

const WITHHELD = 'SAMPAN-GATEWAY-WITHHELD';
