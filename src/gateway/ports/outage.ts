/** Thrown when something the gateway cannot do without is away: come back later. */
export class OutageError extends Error {}
