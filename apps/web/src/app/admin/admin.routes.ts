import type { Routes } from '@angular/router';
import { provideTexts } from '../platform/translations';
import { unsavedChanges } from './forms/unsaved-changes';

export const adminRoutes: Routes = [
  {
    path: '',
    providers: [
      provideTexts('admin', { en: () => import('./i18n/en.json'), de: () => import('./i18n/de.json') }),
    ],
    loadComponent: async () => (await import('./layout/admin-layout')).AdminLayout,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'interviews' },
      {
        path: 'interviews',
        title: 'titles.admin-interviews',
        loadComponent: async () => (await import('./interviews/interviews-page')).InterviewsPage,
      },
      {
        path: 'interviews/:interviewId',
        title: 'titles.admin-interview',
        loadComponent: async () => (await import('./interviews/interview-page')).InterviewPage,
      },
      {
        path: 'tasks',
        title: 'titles.admin-tasks',
        loadComponent: async () => (await import('./tasks/tasks-page')).TasksPage,
      },
      {
        path: 'health',
        title: 'titles.admin-health',
        loadComponent: async () => (await import('./health/health-page')).HealthPage,
      },
      {
        path: 'interview-types',
        title: 'titles.admin-interview-types',
        loadComponent: async () =>
          (await import('./interview-types/interview-types-page')).InterviewTypesPage,
      },
      {
        path: 'interview-types/new',
        title: 'titles.admin-interview-type',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./interview-types/interview-type-page')).InterviewTypePage,
      },
      {
        path: 'interview-types/:interviewTypeId',
        title: 'titles.admin-interview-type',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./interview-types/interview-type-page')).InterviewTypePage,
      },
      {
        path: 'interviewers',
        title: 'titles.admin-interviewers',
        loadComponent: async () => (await import('./interviewers/interviewers-page')).InterviewersPage,
      },
      {
        path: 'interviewers/new',
        title: 'titles.admin-interviewer',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./interviewers/interviewer-page')).InterviewerPage,
      },
      {
        path: 'interviewers/:interviewerId',
        title: 'titles.admin-interviewer',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./interviewers/interviewer-page')).InterviewerPage,
      },
      {
        path: 'workflows',
        title: 'titles.admin-workflows',
        loadComponent: async () => (await import('./workflows/workflows-page')).WorkflowsPage,
      },
      {
        path: 'workflows/new',
        title: 'titles.admin-workflow',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./workflows/workflow-page')).WorkflowPage,
      },
      {
        path: 'workflows/:workflowId',
        title: 'titles.admin-workflow',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./workflows/workflow-page')).WorkflowPage,
      },
      {
        path: 'webhooks',
        title: 'titles.admin-webhooks',
        loadComponent: async () => (await import('./webhooks/webhooks-page')).WebhooksPage,
      },
      {
        path: 'webhooks/new',
        title: 'titles.admin-webhook',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./webhooks/webhook-endpoint-page')).WebhookEndpointPage,
      },
      {
        path: 'webhooks/:endpointId',
        title: 'titles.admin-webhook',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./webhooks/webhook-endpoint-page')).WebhookEndpointPage,
      },
      {
        path: 'messages',
        title: 'titles.admin-messages',
        loadComponent: async () => (await import('./messages/messages-page')).MessagesPage,
      },
      {
        path: 'messages/:template/:audience/:channel/:locale',
        title: 'titles.admin-message',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./messages/message-page')).MessagePage,
      },
      {
        path: 'branding',
        title: 'titles.admin-branding',
        canDeactivate: [unsavedChanges],
        loadComponent: async () => (await import('./branding/branding-page')).BrandingPage,
      },
    ],
  },
];
