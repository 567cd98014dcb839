-- CreateTable
CREATE TABLE "sweep_look" (
    "process_id" UUID NOT NULL,
    "lane" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweep_look_pkey" PRIMARY KEY ("process_id","lane")
);
