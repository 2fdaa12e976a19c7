// One account review: what was found, what was decided line by line, and its way to the head's signature.
import type { ReviewView } from "../api/types";
import { use_load } from "../api/use_load";
import { use_speech } from "../i18n";
import { Loaded, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { ReviewActs } from "./review/acts";
import { ReviewLines } from "./review/lines";
import { ReviewRecord } from "./review/record";
import { ReviewSummary } from "./review/summary";

export function ReviewPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const path = `/reviews/${encodeURIComponent(id)}`;
  const load = use_load(() => client.get<ReviewView>(path), [client, path]);
  const review = load.answer;
  const title = review ? say("review_one", { period: either(review.period_zh, review.period_en) }) : say("reviews");
  return (
    <Page title={title} extra={review && <ReviewActs path={path} review={review} changed={load.again} />}>
      <Loaded load={load} rows={10}>
        {(found) => (
          <>
            <ReviewSummary review={found} />
            {found.state === "signed" && <ReviewRecord path={path} review={found} />}
            <ReviewLines path={path} review={found} changed={load.again} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
