-- The planned length is fixed when an interview is booked, whatever becomes of its type.
ALTER TABLE "interview" ADD COLUMN "duration_minutes" INTEGER NOT NULL;
ALTER TABLE "interview" ADD CONSTRAINT "interview_duration_positive" CHECK ("duration_minutes" > 0);
