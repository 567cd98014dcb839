import { Controller } from '@nestjs/common';
import { type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { AccountsService } from './accounts.service.ts';

@Controller()
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Route(routes.getMe)
  me(@In() { request }: Input<typeof routes.getMe>): Promise<ResponseOf<typeof routes.getMe>> {
    return this.accounts.whoIs(request);
  }

  @Route(routes.updateMe)
  update(@In() { caller, body }: Input<typeof routes.updateMe>): Promise<ResponseOf<typeof routes.updateMe>> {
    return this.accounts.update(caller.accountId, body);
  }
}
