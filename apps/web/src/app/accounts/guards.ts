import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { Session } from './session';

/** Only for people with an account: others sign in first and come back to the address they asked for. */
export const signedIn: CanActivateFn = async (_route, state): Promise<boolean | UrlTree> => {
  const router = inject(Router);
  const account = await inject(Session).ready();
  return account ? true : router.createUrlTree(['/sign-in'], { queryParams: { returnTo: state.url } });
};

/** Only for admins: to everybody else the page does not exist. */
export const admin: CanActivateFn = async (_route, state): Promise<boolean | UrlTree> => {
  const router = inject(Router);
  const account = await inject(Session).ready();
  if (!account) return router.createUrlTree(['/sign-in'], { queryParams: { returnTo: state.url } });
  return account.role === 'admin' ? true : router.createUrlTree(['/not-found']);
};

/** An address inside this portal, or null: what came in a query parameter is never trusted to lead elsewhere. */
export function safeReturn(address: string | null | undefined): string | null {
  return address && /^\/(?![/\\])/.test(address) ? address : null;
}
