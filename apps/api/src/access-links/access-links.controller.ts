import { Controller, Res } from '@nestjs/common';
import { type Assignment, type ResponseOf, routes } from '@greenroom/contracts';
import type { ApiReply } from '../platform/http/request.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { AccessLinks } from './access-links.service.ts';

@Controller()
export class AccessLinksController {
  constructor(private readonly links: AccessLinks) {}

  @Route(routes.exchangeLink)
  async exchange(
    @In() { body, request }: Input<typeof routes.exchangeLink>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Assignment> {
    const { assignment, setCookie } = await this.links.exchange(
      body.token,
      request.ip,
      request.headers.cookie,
    );
    reply.header('set-cookie', setCookie);
    return assignment;
  }

  @Route(routes.getAssignment)
  assignment(@In() { caller, params }: Input<typeof routes.getAssignment>): Promise<Assignment> {
    return this.links.assignmentOf(caller, params.interviewId);
  }

  @Route(routes.reissueLink)
  async reissue(
    @In() { caller, params }: Input<typeof routes.reissueLink>,
  ): Promise<ResponseOf<typeof routes.reissueLink>> {
    await this.links.reissue(caller.accountId, params.interviewId);
    return { queued: true };
  }
}
