import { AppError } from './app-error.ts';
import type { ApiRequest } from './request.ts';

/**
 * Cookies travel with requests that other sites make; browsers name the site (OWASP CSRF cheat sheet, origin check).
 *
 * @param publicUrl origin of the portal, the only site whose pages may change things.
 * @throws AppError `origin-refused` for a request that may change something and comes from another site.
 */
export function refuseForeignOrigin(
  request: Pick<ApiRequest, 'method' | 'headers'>,
  publicUrl: string,
): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign = origin === undefined ? site === 'cross-site' : origin !== publicUrl;
  if (foreign) throw new AppError('origin-refused', 'This request came from another site.');
}
