import { type RouteContract, routes } from '@greenroom/contracts';
import { declaredRoutes } from './route.ts';

/**
 * Compares the contract with the handlers that were loaded.
 *
 * @throws Error that names every route without a handler, or with two.
 */
export function checkRoutes(
  contract: readonly RouteContract[] = Object.values(routes),
  declared: readonly RouteContract[] = declaredRoutes,
): void {
  const nameOf = (route: RouteContract) => `${route.method} ${route.path}`;
  const count = (route: RouteContract) => declared.filter((other) => other === route).length;
  const missing = contract.filter((route) => count(route) === 0).map(nameOf);
  const doubled = contract.filter((route) => count(route) > 1).map(nameOf);
  const unknown = declared.filter((route) => !contract.includes(route)).map(nameOf);
  const problems = [
    missing.length > 0 && `no handler for: ${missing.join(', ')}`,
    doubled.length > 0 && `two handlers for: ${doubled.join(', ')}`,
    unknown.length > 0 && `not in the contract: ${unknown.join(', ')}`,
  ].filter(Boolean);
  if (problems.length > 0) throw new Error(`The routes do not fit the contract; ${problems.join('; ')}`);
}
