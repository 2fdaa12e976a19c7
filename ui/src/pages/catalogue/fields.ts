// Every field of a record that may be approved, with the category of the personal-data law that it falls under.
import type { CatalogueForm } from "../../api/types";
import { use_load, type Load } from "../../api/use_load";
import { use_client } from "../../shell/session";

export function use_fields(): Load<CatalogueForm> {
  const client = use_client();
  return use_load(() => client.get<CatalogueForm>("/catalogue-form"), [client]);
}
