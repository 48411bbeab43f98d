import json
import unittest
from pathlib import Path

from hello_world import app

EVENT = json.loads((Path(__file__).parent.parent / "events" / "event.json").read_text())


class HelloWorld(unittest.TestCase):
    def test_answers_a_request(self):
        answer = app.lambda_handler(EVENT, None)

        self.assertEqual(answer["statusCode"], 200)
        self.assertEqual(json.loads(answer["body"]), {"message": "hello world"})


if __name__ == "__main__":
    unittest.main()
