/** What the HTTP face needs; `node.ts` and `worker.ts` put it together. */
import type { Finding } from '../base/finding.ts';
import type { StatementModule } from '../channel/statement/definition.ts';
import type { Texts } from '../fhir/texts.ts';
import type { ChannelInfo } from '../gateway/channel-info.ts';
import type { LowerableLimit } from '../gateway/config-limits.ts';
import type { ReceiptPorts } from '../gateway/issue-receipts.ts';
import type { LookUp } from '../gateway/portal/look-up.ts';
import type { Replays } from '../gateway/ports/replay.ts';
import type { Operator, Principal } from '../gateway/ports/terms.ts';
import type { Receive } from '../gateway/receive.ts';
import type { GatewayPorts } from '../gateway/reception.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import type { Admission } from './admission.ts';
import type { LargeBodies } from './large-bodies.ts';

/** A compiled map that `$transform` may run. */
export interface TransformMap {
  readonly id: string;
  readonly run: (source: object) => {
    readonly result: object;
    readonly findings: readonly Finding[];
  };
}

/** Something `/readyz` asks. */
export interface Dependency {
  readonly name: string;
  /** What stands behind the name here. */
  readonly kind: string;
  /** Without it nothing is accepted; others only make it slower. */
  readonly required: boolean;
  /** Throws or returns false if it is not there. */
  check(): Promise<boolean>;
}

/** Limits that an operator may lower. */
export type HttpLimits = Readonly<Record<LowerableLimit, number>>;

export interface HttpServices {
  readonly ports: GatewayPorts;
  readonly receive: Receive;
  readonly receipts: ReceiptPorts;
  readonly replays: Replays;
  readonly channels: readonly ChannelInfo[];
  readonly principalOf: (key: string) => Principal | undefined;
  readonly operatorOf: (key: string) => Operator | undefined;
  readonly texts: Texts;
  readonly profiles: ProfileSet;
  readonly maps: readonly TransformMap[];
  readonly statements: readonly StatementModule[];
  readonly lookUps: readonly LookUp[];
  readonly limits: HttpLimits;
  readonly largeBodies: LargeBodies;
  readonly admission: Admission;
  readonly dependencies: readonly Dependency[];
  readonly version: string;
}
