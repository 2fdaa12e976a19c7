"""Sessions: listed and ended by their owner; two places at once are noticed; reading slides the idle limit; and an end
holds at once, for a stream of requests too (S1.3; baseline 1-1-6)."""
import http.client
import threading
import time

from kit import CASE, REASON, Client, OwnStory, Story, instant


class Sessions(Story):
    def test_sessions_are_listed_and_ended_by_their_owner_only(self):
        here = self.place.new_member("story.places", "childcare", "case_worker")
        password = self.place.passwords["story.places"]
        for session in here.get("/sessions").json["items"]:
            if not session["here"]:
                here.delete(f"/sessions/{session['id']}")
        self.assertEqual(here.get("/session").json["elsewhere"], 0)
        there = Client(self.place)
        self.assertEqual(there.sign_in("story.places", password).json["elsewhere"], 1)
        self.assertEqual(here.get("/session").json["elsewhere"], 1)
        listed = here.get("/sessions").json
        self.assertEqual((listed["total"], [item["here"] for item in listed["items"]]), (2, [False, True]))
        for item in listed["items"]:
            self.assertEqual((item["method"], item["source"]), ("password", "127.0.0.1"))
            self.assertLessEqual(item["started_at"], item["last_at"])
        other = self.place.client("worker.women")
        self.assert_problem(other.delete(f"/sessions/{listed['items'][0]['id']}"), 403, "people.not_your_session")
        self.assertEqual(there.get("/grants").status, 200)
        self.assertEqual(here.delete(f"/sessions/{listed['items'][0]['id']}").status, 204)
        self.assert_problem(there.get("/grants"), 401, "people.no_session")
        self.assert_problem(here.delete(f"/sessions/{listed['items'][0]['id']}"), 404, "people.no_such_session")
        self.assert_problem(here.delete("/sessions/nothing"), 404, "people.no_such_session")

    def test_reading_lists_slides_the_idle_limit_and_looking_at_the_clock_does_not(self):
        client = self.place.new_member("story.reader", "childcare", "case_worker")
        account = client.get("/session").json["account_id"]
        self.assertTrue(account)

        def near_its_end():
            self.place.sql(f"UPDATE people_sessions SET idle_until = {int(time.time() * 1000) + 60_000} WHERE account_id = "
                           "(SELECT id FROM people_accounts WHERE name = 'story.reader')")

        for path in ("/home", "/grants", "/accesses", "/sessions"):
            near_its_end()
            self.assertEqual(client.get(path).status, 200)
            time.sleep(0.1)
            self.assertGreater(client.get("/session").json["idle_expires_at"], instant(time.time() + 600), path)
        near_its_end()
        client.get("/session")
        time.sleep(0.1)
        self.assertLess(client.get("/session").json["idle_expires_at"], instant(time.time() + 61))


class Revocation(OwnStory):
    """Eight connections ask without a pause while the sessions end: nothing is answered after the end."""
    people = 300

    def stream(self, client, grant, person, stop, seen):
        body = ('{"grant":"%s","case_number":"%s","reason":"%s","subject":{"by":"id","id":"%s"}}' %
                (grant, CASE, REASON, person["id"])).encode()
        connection = http.client.HTTPSConnection("127.0.0.1", self.place.port, context=client.tls, timeout=30)
        headers = {"Cookie": client.cookie, "X-Menhu-CSRF": client.csrf, "Content-Type": "application/json"}
        while not stop.is_set():
            began = time.monotonic()
            connection.request("POST", "/api/v1/queries", body, headers)
            answer = connection.getresponse()
            answer.read()
            seen.append((began, time.monotonic(), answer.status))
        connection.close()

    def revoke_during_a_stream(self, name, revoke, codes):
        client = self.place.new_member(name, "childcare", "case_worker")
        grant = self.place.new_grant(name, **{"quota-day": "100000", "quota-total": "100000"})
        person = self.place.examples[0]
        self.assertEqual(client.query(person, grant=grant).status, 200)
        stop, seen = threading.Event(), []
        threads = [threading.Thread(target=self.stream, args=(client, grant, person, stop, seen)) for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(1.5)
        revoke(client)
        ended = time.monotonic()
        time.sleep(1.5)
        stop.set()
        for thread in threads:
            thread.join()
        before = [one for one in seen if one[1] < ended]
        after = [one for one in seen if one[0] > ended]
        self.assertGreater(sum(one[2] == 200 for one in before), 20)
        self.assertGreater(len(after), 20)
        self.assertEqual({one[2] for one in after} - codes, set(), "answered after the end")
        self.assertLess(max((one[1] for one in seen if one[2] == 200), default=0), ended + 1.0)

    def test_ended_sessions(self):
        def revoke(client):
            second = Client(self.place)
            second.sign_in("story.revoked", self.place.passwords["story.revoked"])
            for session in second.get("/sessions").json["items"]:
                if not session["here"]:
                    self.assertEqual(second.delete(f"/sessions/{session['id']}").status, 204)
        self.revoke_during_a_stream("story.revoked", revoke, {401})

    def test_a_suspended_account(self):
        def revoke(client):
            self.place.menhu("account", "suspend", "story.suspended", "--reason", "story", "--by", "admin",
                             stdin=self.place.passwords["admin"] + "\n")
        self.revoke_during_a_stream("story.suspended", revoke, {401, 403})

    def test_a_closed_account(self):
        def revoke(client):
            self.place.menhu("account", "close", "story.closed", "--reason", "story", "--by", "admin",
                             stdin=self.place.passwords["admin"] + "\n")
        self.revoke_during_a_stream("story.closed", revoke, {401, 403})

    def test_a_recovered_account(self):
        admin = self.place.client("admin")

        def revoke(client):
            account = client.get("/session").json["account_id"]
            self.assertEqual(admin.post(f"/accounts/{account}/recovery", {"reason": "story of a thief"}).status, 200)
        self.revoke_during_a_stream("story.recovered", revoke, {401})
