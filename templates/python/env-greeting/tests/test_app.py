import json
import os
import unittest
from pathlib import Path
from unittest import mock

from greeting import app

EVENT = json.loads((Path(__file__).parent.parent / "events" / "event.json").read_text())


class Greeting(unittest.TestCase):
    @mock.patch.dict(os.environ, {"EnvironmentName": "Test"})
    def test_names_the_person_and_the_environment(self):
        answer = app.lambda_handler(EVENT, None)

        self.assertEqual(answer["statusCode"], 200)
        self.assertEqual(answer["body"], "Hello Ali from Test")


if __name__ == "__main__":
    unittest.main()
