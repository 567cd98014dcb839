import { Controller } from '@nestjs/common';
import { type MessagePreview, type MessageWording, type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { MessagePreviews } from './message-previews.ts';
import { MessageWordings } from './message-wordings.service.ts';

@Controller()
export class MessageWordingsController {
  constructor(
    private readonly wordings: MessageWordings,
    private readonly previews: MessagePreviews,
  ) {}

  @Route(routes.listMessageTemplates)
  list(): Promise<ResponseOf<typeof routes.listMessageTemplates>> {
    return this.wordings.list();
  }

  @Route(routes.getMessageWording)
  get(@In() { params }: Input<typeof routes.getMessageWording>): Promise<MessageWording> {
    return this.wordings.get(params);
  }

  @Route(routes.updateMessageWording)
  update(@In() { caller, params, body }: Input<typeof routes.updateMessageWording>): Promise<MessageWording> {
    return this.wordings.update(caller.accountId, params, body);
  }

  @Route(routes.resetMessageWording)
  reset(@In() { caller, params }: Input<typeof routes.resetMessageWording>): Promise<MessageWording> {
    return this.wordings.reset(caller.accountId, params);
  }

  @Route(routes.previewMessage)
  preview(@In() { params, body }: Input<typeof routes.previewMessage>): Promise<MessagePreview> {
    return this.previews.preview(params, body);
  }
}
