/** What a store still needs, or why this release cannot go on with it. */

export interface KnownMigration {
  readonly name: string;
  readonly checksum: string | null;
}

/** What a store says of a migration it has. */
export interface AppliedMigration {
  readonly name: string;
  /** Null if it was applied before checksums were kept. */
  readonly checksum: string | null;
}

/** Those the store lacks; throws if the store is not one that this release can go on with. */
export function missingMigrations<Known extends KnownMigration>(
  all: readonly Known[],
  applied: readonly AppliedMigration[],
): readonly Known[] {
  const known = new Map(all.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new Error(
        `the store has the migration ${name}, which this release does not know: ` +
          'it was used by a newer release. Start that release, or restore a backup made before it',
      );
    }
    if (checksum !== null && checksum !== migration.checksum) {
      throw new Error(
        `the migration ${name} was changed after the store had it: put the file back as released`,
      );
    }
  }
  const has = new Set(applied.map(({ name }) => name));
  return all.filter(({ name }) => !has.has(name));
}
