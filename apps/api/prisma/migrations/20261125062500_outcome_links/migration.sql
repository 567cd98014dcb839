-- A link of its own for whoever was told that an interview did not take place: it holds for as long as that can be objected to.
ALTER TABLE "access_link" DROP CONSTRAINT "access_link_purpose_known";
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_purpose_known" CHECK ("purpose" IN ('invitation', 'feedback', 'outcome'));
