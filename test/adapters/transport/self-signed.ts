/** A key and a certificate that no authority has signed, made for this run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function selfSigned(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-keyout', key, '-out', cert, '-days', '1', '-subj', '/CN=127.0.0.1'],
    ],
    { stdio: 'ignore' },
  );
  const made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}

/** Certificates are made by openssl; where there is none, that is said. */
export function opensslMissing(): boolean {
  if (spawnSync('openssl', ['version']).status === 0) return false;
  if (process.env.SAMPAN_TEST_REQUIRE === 'all') throw new Error('openssl is not installed');
  console.log('not run: a payer with a wrong certificate (openssl is not installed)');
  return true;
}
