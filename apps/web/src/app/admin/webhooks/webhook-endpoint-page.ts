import { Component, computed, inject, input, signal } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router } from '@angular/router';
import {
  type WebhookEndpoint,
  type WebhookEndpointInput,
  webhookEndpointInputSchema,
  webhookRoutes,
} from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { focusFirstInvalid } from '../../platform/focus-first-invalid';
import { EditForm } from '../forms/edit-form';
import { FieldControl, FormField } from '../forms/form-field';
import { FormFrame } from '../forms/form-frame';
import { listedItem } from '../forms/listed-item';
import { type EditsSomething, warnBeforeUnload } from '../forms/unsaved-changes';
import { Notices } from '../questions/notices';
import { Questions } from '../questions/questions';
import { WebhookSecret } from './webhook-secret';

const NEW_ENDPOINT: WebhookEndpointInput = { name: '', url: '', active: true };

const inputOf = ({ name, url, active }: WebhookEndpointInput): WebhookEndpointInput => ({
  name,
  url,
  active,
});

type Tell = (key: string, words?: object) => string;

/** `/admin/webhooks/new` and `/admin/webhooks/:endpointId`. */
@Component({
  selector: 'gr-admin-webhook-endpoint-page',
  imports: [FieldControl, FormField, FormFrame, MatSlideToggle, TranslocoDirective, WebhookSecret],
  templateUrl: './webhook-endpoint-page.html',
  styleUrl: '../form-page.scss',
  host: warnBeforeUnload,
})
export class WebhookEndpointPage implements EditsSomething {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly questions = inject(Questions);

  /** Absent for a new endpoint. */
  readonly endpointId = input<string>();

  protected readonly source = listedItem(
    apiResource(webhookRoutes.listWebhookEndpoints, () => (this.endpointId() === undefined ? undefined : {})),
    this.endpointId,
  );

  protected readonly form = new EditForm<WebhookEndpoint, WebhookEndpointInput, WebhookEndpointInput>({
    schema: webhookEndpointInputSchema,
    stored: this.source.item,
    initial: (endpoint) => inputOf(endpoint ?? NEW_ENDPOINT),
    toInput: (draft) => draft,
  });
  /** A secret that was made on this page. */
  protected readonly secret = signal<string | null>(null);
  /** Once a new endpoint is there, nothing is left to fill in. */
  protected readonly editable = computed(() => this.secret() === null || this.source.item() !== undefined);
  protected readonly renewing = signal(false);
  private leaving = false;

  protected async save(event: SubmitEvent, tell: Tell): Promise<void> {
    event.preventDefault();
    const saved = await this.form.save((body) => this.send(body));
    if (!saved) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    this.leaving = true;
    this.notices.tell(tell('admin.form.saved', { name: saved.name }));
    if (this.endpointId() !== undefined) await this.router.navigateByUrl('/admin/webhooks');
  }

  /** A new endpoint brings its secret, which has to be seen before the page is left. */
  private async send(body: WebhookEndpointInput): Promise<WebhookEndpoint> {
    const endpointId = this.endpointId();
    if (endpointId !== undefined)
      return this.api.call(webhookRoutes.updateWebhookEndpoint, { params: { endpointId }, body });
    const made = await this.api.call(webhookRoutes.createWebhookEndpoint, { body });
    this.secret.set(made.secret);
    return made;
  }

  protected async renewSecret({ id, name }: WebhookEndpoint, tell: Tell): Promise<void> {
    if (this.renewing()) return;
    const confirmed = await this.questions.ask({
      heading: tell('admin.webhook.renew-heading'),
      text: tell('admin.webhook.renew-text', { name }),
      confirm: tell('admin.webhook.renew'),
      cancel: tell('admin.cancel'),
    });
    if (!confirmed) return;
    this.renewing.set(true);
    try {
      const { secret } = await this.api.call(webhookRoutes.renewWebhookSecret, {
        params: { endpointId: id },
      });
      this.secret.set(secret);
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
    }
    this.renewing.set(false);
  }

  hasUnsavedChanges(): boolean {
    return !this.leaving && this.form.changed();
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }
}
