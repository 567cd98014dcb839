import { type RouteContract, routes } from '@greenroom/contracts';
import { describe, expect, it } from '@jest/globals';
import { checkRoutes } from './http-routes.ts';

const contract: RouteContract[] = [routes.getMe, routes.updateMe, routes.listSlots];

describe('the handlers that were loaded', () => {
  it('fit the contract when each route has one', () => {
    expect(() => checkRoutes(contract, contract.toReversed())).not.toThrow();
  });

  it('lack one: the start ends with its name', () => {
    expect(() => checkRoutes(contract, [routes.getMe])).toThrow(
      'no handler for: PATCH /api/me, GET /api/slots',
    );
  });

  it('have one twice: the start ends with its name', () => {
    expect(() => checkRoutes(contract, [...contract, routes.updateMe])).toThrow(
      'two handlers for: PATCH /api/me',
    );
  });

  it('have one that nobody promised: the start ends with its name', () => {
    expect(() => checkRoutes(contract, [...contract, routes.getBranding])).toThrow(
      'not in the contract: GET /api/branding',
    );
  });

  it('are all told about at once', () => {
    const declared = [routes.getMe, routes.getMe, routes.getBranding];
    expect(() => checkRoutes([routes.getMe, routes.updateMe], declared)).toThrow(
      /no handler for: .*two handlers for: .*not in the contract: /,
    );
  });
});
