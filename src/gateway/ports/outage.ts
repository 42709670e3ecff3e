/** Thrown when something the gateway cannot do without is away: come back later. */
export class OutageError extends Error {}

/** The translator died over a request: it, or what it was asked, is at fault. */
export class TranslatorLostError extends OutageError {}
