import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { RouteContract } from '@greenroom/contracts';
import { LinkSessions } from '../access-links/link-sessions.ts';
import { AccountSessions } from '../accounts/account-sessions.ts';
import { SignallingAuthenticator } from '../conference/signalling-authenticator.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Callers } from '../platform/http/caller.ts';
import { refuseForeignOrigin } from '../platform/http/foreign-origin.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import { ROUTE_METADATA } from '../platform/http/route.ts';

const nobody: Callers = { account: null, interviewer: null };

/**
 * The one guard of the API. It refuses by default: a handler without a contract is not reachable, and each contract says who may call.
 * Whether the thing asked for belongs to the caller is the service's question.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly reflector: Reflector,
    private readonly accounts: AccountSessions,
    private readonly links: LinkSessions,
    private readonly signalling: SignallingAuthenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const route = this.reflector.get<RouteContract | undefined>(ROUTE_METADATA, context.getHandler());
    if (!route) return false;
    request.route = route;
    request.callers = nobody;
    switch (route.access) {
      case 'public':
        refuseForeignOrigin(request, this.environment.PUBLIC_URL);
        return true;
      case 'provider':
        return true; // Believed by the signature over the body, which only the provider's own code can check.
      case 'signalling':
        this.signalling.verify(request);
        return true;
      case 'account':
      case 'admin':
      case 'interviewer':
      case 'participant':
        refuseForeignOrigin(request, this.environment.PUBLIC_URL);
        request.callers = await this.identify(route, request);
        return true;
    }
  }

  private async identify(route: RouteContract, request: ApiRequest): Promise<Callers> {
    const wantsAccount = route.access !== 'interviewer';
    const wantsInterviewer = route.access === 'interviewer' || route.access === 'participant';
    const [account, interviewer] = await Promise.all([
      wantsAccount ? this.accounts.find(request) : null,
      wantsInterviewer ? this.links.find(request) : null,
    ]);
    if (!account && !interviewer) {
      throw new AppError(
        'unauthenticated',
        route.access === 'interviewer' ? 'Open the link of your e-mail again.' : 'Sign in to go on.',
      );
    }
    if (route.access === 'admin' && account?.role !== 'admin') {
      throw new AppError('forbidden', 'This is for administrators.');
    }
    return { account, interviewer };
  }
}
