import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { messageRoutes } from '@greenroom/contracts';
import { ErrorState, PageHeader, Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Language } from '../../platform/language';

/** `/admin/messages`: everything that people are written about, and where the words are not the shipped ones. */
@Component({
  selector: 'gr-admin-messages-page',
  imports: [ErrorState, PageHeader, RouterLink, Skeleton, StatusChip, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <gr-page-header [heading]="t('admin.messages.heading')" [text]="t('admin.messages.text')" />

      @if (error(); as error) {
        <gr-error-state
          class="gr-card"
          [heading]="t('admin.messages.failed')"
          [text]="t('errors.' + error.code)"
          [reference]="error.correlationId"
          [retryLabel]="t('shell.retry')"
          (retry)="resource.reload()"
        />
      } @else if (!resource.hasValue()) {
        <gr-skeleton [label]="t('admin.messages.loading')" [count]="6" height="3.5rem" />
      } @else {
        <div class="table-frame">
          <table [attr.aria-label]="t('admin.messages.heading')">
            <thead>
              <tr>
                <th scope="col">{{ t('admin.messages.message') }}</th>
                <th scope="col">{{ t('admin.messages.reader') }}</th>
                <th scope="col">{{ t('admin.messages.words') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of resource.value().items; track row.template + row.audience) {
                <tr>
                  <td class="lead">
                    <a class="row-link" [routerLink]="[row.template, row.audience, 'email', locale()]">{{
                      t('admin.workflow-words.option.' + row.template)
                    }}</a>
                  </td>
                  <td [attr.data-label]="t('admin.messages.reader')">
                    {{ t('admin.workflow-words.option.' + row.audience) }}
                  </td>
                  <td [attr.data-label]="t('admin.messages.words')">
                    @if (row.changed.length === 0) {
                      {{ t('admin.messages.shipped') }}
                    } @else {
                      <gr-status-chip tone="calm">{{ t('admin.messages.changed') }}</gr-status-chip>
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </ng-container>
  `,
  styleUrl: '../table.scss',
})
export class MessagesPage {
  protected readonly locale = inject(Language).locale;
  protected readonly resource = apiResource(messageRoutes.listMessageTemplates, () => ({}));
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
}
