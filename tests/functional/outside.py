"""What the stories of outside identity providers share: an installation that knows a provider, and its people."""
import shutil
import tempfile
from pathlib import Path

from kit import Client, Installation, OwnStory, set_settings
from peers import Authority, free_port


class OutsideStory(OwnStory):
    """An installation on a port known beforehand, because a provider must know where the browser comes back."""
    people = 300

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="menhu-outside-"))
        cls.authority = Authority(cls.folder / "authority")
        cls.origin_port = free_port()
        cls.origin = f"https://127.0.0.1:{cls.origin_port}"
        cls.place = Installation.demonstration(cls.people)
        cls.set_up_peers()
        settings, text = cls.outside_settings()
        set_settings(cls.place.directory, {"server.port": str(cls.origin_port), "server.origin": f'"{cls.origin}"', **settings})
        with open(cls.place.directory / "menhu.toml", "a", encoding="utf-8") as file:
            file.write(text)
        cls.place.start()

    @classmethod
    def tearDownClass(cls):
        try:
            super().tearDownClass()
        finally:
            cls.end_peers()
            shutil.rmtree(cls.folder, ignore_errors=True)

    @classmethod
    def set_up_peers(cls):
        pass

    @classmethod
    def end_peers(cls):
        pass

    @classmethod
    def outside_settings(cls):
        return {}, ""

    def restart(self, settings):
        """With other settings; an end that was not clean fails the story."""
        self.assertEqual(self.place.stop(), 0)
        set_settings(self.place.directory, settings)
        self.place.start()

    @classmethod
    def secret_file(cls, name, text):
        path = cls.folder / name
        path.write_text(text + "\n")
        path.chmod(0o600)
        return path

    def id_of(self, account):
        return self.place.client(account).get("/session").json["account_id"]

    def bind(self, account, provider, subject):
        return self.place.client("admin").post(f"/accounts/{self.id_of(account)}/identities",
                                               {"provider": provider, "subject": subject})

    def new_client(self):
        return Client(self.place)
