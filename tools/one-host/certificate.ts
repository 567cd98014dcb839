import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Makes a certificate that signs itself, as `fullchain.pem` and `privkey.pem` of a folder; one that is there is replaced.
 *
 * @param hosts the names it is for
 * @param serial tells two certificates apart
 * @param days for which it is valid
 */
export function writeCertificate(folder: string, hosts: readonly string[], serial = 1, days = 2): void {
  const { status, stderr } = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-days', String(days), '-set_serial', String(serial), '-subj', `/CN=${hosts[0] ?? ''}`],
    ...['-addext', `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`],
    ...['-keyout', path.join(folder, 'privkey.pem'), '-out', path.join(folder, 'fullchain.pem')],
  ]);
  if (status !== 0) throw new Error(`openssl makes no certificate: ${stderr.toString()}`);
}
