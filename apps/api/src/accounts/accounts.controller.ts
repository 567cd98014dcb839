import { Controller, Res } from '@nestjs/common';
import { type ResponseOf, routes } from '@greenroom/contracts';
import type { ApiReply } from '../platform/http/request.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { AccountEntry, type Entry } from './account-entry.ts';
import { AccountsService } from './accounts.service.ts';

@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly entry: AccountEntry,
  ) {}

  @Route(routes.signUp)
  async signUp(
    @In() { request, body }: Input<typeof routes.signUp>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ResponseOf<typeof routes.signUp>> {
    const { accountId } = setCookies(reply, await this.entry.signUp(request, body));
    return { account: await this.accounts.get(accountId) };
  }

  @Route(routes.signIn)
  async signIn(
    @In() { request, body }: Input<typeof routes.signIn>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ResponseOf<typeof routes.signIn>> {
    const { accountId } = setCookies(reply, await this.entry.signIn(request, body));
    return { account: await this.accounts.get(accountId) };
  }

  @Route(routes.signOut)
  async signOut(
    @In() { request }: Input<typeof routes.signOut>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    setCookies(reply, await this.entry.signOut(request));
  }

  @Route(routes.getMe)
  me(@In() { request }: Input<typeof routes.getMe>): Promise<ResponseOf<typeof routes.getMe>> {
    return this.accounts.whoIs(request);
  }

  @Route(routes.updateMe)
  update(@In() { caller, body }: Input<typeof routes.updateMe>): Promise<ResponseOf<typeof routes.updateMe>> {
    return this.accounts.update(caller.accountId, body);
  }
}

function setCookies<T extends Entry>(reply: ApiReply, entry: T): T {
  reply.header('cache-control', 'no-store').header('set-cookie', [...entry.cookies]);
  return entry;
}
