/**
 * How fast one payer is sent to: so many at once, so many a second, and not at all for a while
 * after failures in a row or when it asked for a rest. One lane a payer, so that none waits for
 * another's. Knows no clock: the caller says what time it is.
 */
import { limits } from '../base/limits.ts';
import type { Payer } from './ports/terms.ts';

export interface Lane {
  readonly payer: Payer;
  inFlight: number;
  /** Failures since the last answer. */
  failures: number;
  /** Nothing is sent before this. */
  restsUntilMs: number;
  /** Sends that may start now by the rate; refilled as time passes. */
  tokens: number;
  refilledMs: number;
}

/** What one send came to, as far as the lane cares. */
export interface SendOutcome {
  readonly answered: boolean;
  /** The payer asked not to be called for so long. */
  readonly restMs?: number;
}

export function createLane(payer: Payer, nowMs: number): Lane {
  return {
    ...{ payer, inFlight: 0, failures: 0, restsUntilMs: nowMs },
    ...{ tokens: burstOf(payer), refilledMs: nowMs },
  };
}

function burstOf({ ratePerSecond }: Payer): number {
  return ratePerSecond === undefined ? Infinity : Math.max(1, ratePerSecond);
}

function isOpen({ failures, payer }: Lane): boolean {
  return failures >= (payer.breaker?.failures ?? limits.breakerFailures);
}

/** A clock that was set back must not make a rest eternal. */
function restLeftMs(lane: Lane, nowMs: number): number {
  if (lane.restsUntilMs - nowMs > limits.payerRestCapMs) lane.restsUntilMs = nowMs;
  return Math.max(0, lane.restsUntilMs - nowMs);
}

/** How many sends may start now. After failures a single one probes whether the payer is back. */
export function room(lane: Lane, nowMs: number): number {
  if (restLeftMs(lane, nowMs) > 0) return 0;
  refill(lane, nowMs);
  const atOnce = isOpen(lane) ? 1 : lane.payer.concurrency;
  return Math.max(0, Math.min(atOnce - lane.inFlight, Math.floor(lane.tokens)));
}

function refill(lane: Lane, nowMs: number): void {
  const { ratePerSecond } = lane.payer;
  if (ratePerSecond === undefined) return;
  const gained = (Math.max(0, nowMs - lane.refilledMs) / 1_000) * ratePerSecond;
  lane.tokens = Math.min(burstOf(lane.payer), lane.tokens + gained);
  lane.refilledMs = nowMs;
}

export function started(lane: Lane, sends: number): void {
  lane.inFlight += sends;
  lane.tokens -= sends;
}

export function finished(lane: Lane, { answered, restMs = 0 }: SendOutcome, nowMs: number): void {
  lane.inFlight -= 1;
  lane.failures = answered ? 0 : lane.failures + 1;
  const rest = Math.max(Math.min(restMs, limits.payerRestCapMs), isOpen(lane) ? pauseMs(lane) : 0);
  if (rest > 0) lane.restsUntilMs = Math.max(lane.restsUntilMs, nowMs + rest);
}

/** Doubled with every failure past the first that opened it. */
function pauseMs({ failures, payer }: Lane): number {
  const { failures: most = limits.breakerFailures, pauseMs: first = limits.breakerPauseMs } =
    payer.breaker ?? {};
  return Math.min(limits.breakerPauseCapMs, first * 2 ** Math.min(failures - most, 20));
}

/** Milliseconds until there may be room without anything having ended; undefined: no such time. */
export function roomInMs(lane: Lane, nowMs: number): number | undefined {
  const rest = restLeftMs(lane, nowMs);
  if (rest > 0) return rest;
  const { ratePerSecond } = lane.payer;
  if (ratePerSecond === undefined || lane.tokens >= 1) return undefined;
  return Math.ceil(((1 - lane.tokens) / ratePerSecond) * 1_000);
}
