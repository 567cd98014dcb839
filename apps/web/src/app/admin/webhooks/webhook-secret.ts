import { Clipboard } from '@angular/cdk/clipboard';
import { afterNextRender, Component, type ElementRef, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';

/** A secret that was made just now: this is the only time that it is seen, so it takes the focus. */
@Component({
  selector: 'gr-admin-webhook-secret',
  imports: [AdminIcon, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 #heading tabindex="-1">{{ t('admin.webhook.secret-heading') }}</h2>
      <p>{{ t('admin.webhook.secret-text') }}</p>
      <code>{{ secret() }}</code>
      <div class="actions">
        <button class="gr-button gr-button-tonal" type="button" (click)="copy(t)">
          <gr-admin-icon name="copy" />{{ t('admin.webhook.copy') }}
        </button>
        <a class="gr-button" routerLink="/admin/webhooks">{{ t('admin.webhook.done') }}</a>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gr-space-4);
      margin-block-end: var(--gr-space-5);
    }

    code {
      padding: var(--gr-space-4);
      border-radius: var(--gr-radius-s);
      background: var(--mat-sys-surface-container);
      overflow-wrap: anywhere;
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-3);
      justify-content: end;
    }
  `,
  host: { class: 'gr-card' },
})
export class WebhookSecret {
  private readonly clipboard = inject(Clipboard);
  private readonly notices = inject(Notices);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  readonly secret = input.required<string>();

  constructor() {
    afterNextRender(() => this.heading()?.nativeElement.focus());
  }

  protected copy(tell: (key: string) => string): void {
    const copied = this.clipboard.copy(this.secret());
    this.notices.tell(tell(copied ? 'admin.webhook.copied' : 'admin.webhook.not-copied'));
  }
}
