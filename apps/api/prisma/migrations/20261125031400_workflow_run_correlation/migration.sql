-- AlterTable
ALTER TABLE "workflow_run" ADD COLUMN     "correlation_id" TEXT;
