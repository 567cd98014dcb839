-- AlterTable
ALTER TABLE "workflow_run" ALTER COLUMN "schedule_version" DROP NOT NULL;
