// Sends the chosen attachments after the application; answers the names of those that did not arrive, so that the person
// can attach them again on the page of the application.
import type { Client } from "../../api/client";
import { media_of } from "./files";

export async function send_files(client: Client, application: string, files: readonly File[]): Promise<string[]> {
  const failed: string[] = [];
  for (const file of files) {
    try {
      await client.attach(`/data-applications/${encodeURIComponent(application)}/attachments`, file, media_of(file.name) ?? "");
    } catch {
      failed.push(file.name);
    }
  }
  return failed;
}
