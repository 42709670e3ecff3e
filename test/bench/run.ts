/** `npm run bench [-- name…]`: measurements, never pass or fail. Read the ratios, not the times. */
const benches: Readonly<Record<string, () => Promise<{ run(): Promise<void> }>>> = {
  wire: () => import('./wire.ts'),
  validate: () => import('./validate.ts'),
  map: () => import('./map.ts'),
  th: () => import('./th.ts'),
  vn: () => import('./vn.ts'),
  cn: () => import('./cn.ts'),
  gateway: () => import('./gateway.ts'),
  outbox: () => import('./outbox.ts'),
  large: () => import('./large.ts'),
};

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(benches);
for (const name of names) {
  const load = benches[name];
  if (load === undefined) {
    console.error(`no bench ${name}; there is ${Object.keys(benches).join(', ')}`);
    process.exitCode = 2;
    break;
  }
  console.log(`\n== ${name}`);
  await (await load()).run();
}
