/** Contexts of extensions that only the whole path can decide: `Patient.contact.name`. */

export interface PlacedExtension {
  readonly url: string;
  readonly expected: readonly string[];
  /** Type of the resource in which the extension stands. */
  readonly resourceType: string;
}

export function typeOf(resource: unknown): string {
  const type: unknown = (resource as { resourceType?: unknown } | null)?.resourceType;
  return typeof type === 'string' ? type : '';
}

const INNER =
  /(?:^|\.)(?:contained\[\d+\]|resource)\.(?!.*(?:^|\.)(?:contained\[\d+\]|resource)\.)/;

/** `entry[0].resource.name[1].extension[0]` of a Patient is in `Patient.name`. */
export function elementPath(path: string, placed: PlacedExtension, root: string): string {
  const inner = INNER.exec(path);
  const own = inner === null ? path : path.slice(inner.index + inner[0].length);
  const names = own.replaceAll(/\[\d+\]/g, '').split('.');
  const type = placed.resourceType === '' ? root : placed.resourceType;
  return [type, ...names.slice(0, -1)].join('.');
}
