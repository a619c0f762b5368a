"""Starts a demonstration and holds it against what it says of itself.

    examine.py PROGRAM [postgres://…]

Runs the example of docs/api.md, then schemathesis with all checks: first with whatever it makes up, then with addresses
that lead to something. EXAMPLES and SEED say how long and where it looks. The last line counts operations.
"""

import datetime
import http.cookiejar
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).parent
SCOPES = "read write:profile write:ties write:talk write:gatherings write:communities encounters".split()
EXAMPLES, SEED = os.environ.get("EXAMPLES", "8"), os.environ.get("SEED", "1")


def started(program, database, data):
    """The running program, its address, and the link that signs in as a host."""
    command = [program, "demo", "--data", data, "--listen", "127.0.0.1:0", "--no-limits"]
    command += ["--database", database] if database else []
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    url = link = None
    for line in server.stdout:
        url = url or (re.search(r"ready at (\S+)", line) or [None, None])[1]
        link = link or (re.search(r"\S+/demo/host/\S+", line) or [None])[0]
        if url and link:
            return server, url, link
    raise SystemExit("the program ended before it was ready")


def token(url, link):
    """A token for everything, made where people make theirs."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    browser.open(link)
    form = [("name", "examine.py"), ("days", "7")] + [("scope", scope) for scope in SCOPES]
    page = browser.open(url + "/you/tokens", urllib.parse.urlencode(form).encode()).read().decode()
    return re.search(r"visavis_[\w-]{43}", page)[0]


def living(url, secret):
    """Things that are there, as variables of tests/api/living.toml."""

    def call(method, path, body=None):
        headers = {"Authorization": "Bearer " + secret, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(url + "/api/v1" + path, data, headers, method=method)) as answer:
            return json.load(answer)

    day = datetime.date.today() + datetime.timedelta(days=40)
    tea = {"title": "Tea", "date": str(day), "start": "19:00", "end": "21:00", "town": "Vienna, Wien, AT"}
    gathering = call("POST", "/gatherings", tea)["id"]
    led = [one for one in call("GET", "/me/communities")["items"] if one["role"] == "host"]
    community = led[0]["handle"] if led else call("POST", "/communities", {"name": "Tea"})["handle"]
    members = [one["person"]["handle"] for one in call("GET", f"/communities/{community}/members?limit=100")["items"] if one["role"] == "member"]
    ties = [tie["person"]["handle"] for tie in call("GET", "/ties?limit=100")["items"]]
    writable = (tie for tie in ties if call("GET", f"/ties/{tie}")["may_write"] != "not_yet")
    person = next(writable)
    others = [one["person"]["handle"] for one in call("GET", "/people?q=a&limit=100")["items"]]
    say = {"words": "Hello"}
    encounters = call("GET", "/encounters")["items"]
    return {
        "VISAVIS_PERSON": person,
        "VISAVIS_OTHER": next(other for other in others if other not in ties),
        "VISAVIS_MEMBER": members[0] if members else person,
        "VISAVIS_MESSAGE": call("POST", f"/conversations/{person}/posts", say)["id"],
        "VISAVIS_COMMUNITY": community,
        "VISAVIS_COMMUNITY_POST": call("POST", f"/communities/{community}/posts", say)["id"],
        "VISAVIS_GATHERING": gathering,
        "VISAVIS_GATHERING_POST": call("POST", f"/gatherings/{gathering}/posts", say)["id"],
        "VISAVIS_ENCOUNTER": encounters[0]["id"] if encounters else "0" * 64,
    }


def example(environment):
    """Whether the program in docs/api.md does what is said of it."""
    text = (HERE.parent.parent / "docs" / "api.md").read_text()
    program = re.search(r"```python\n(.*?)```", text, re.S)[1]
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    print(ran.stdout + ran.stderr, end="")
    return ran.returncode == 0 and " goes to " in ran.stdout


def examined(config, url, environment, scratch, *more):
    """How many operations were looked at, and how many failed."""
    schemathesis = pathlib.Path(sys.executable).with_name("st")
    command = [schemathesis, "--config-file", HERE / config, "--no-color", "run", url + "/api/openapi.json", "--checks", "all"]
    command += ["--max-examples", EXAMPLES, "--seed", SEED, "--generation-database", "none", "--warnings", "off"]
    command += ["--continue-on-failure", "--request-timeout", "60", "--suppress-health-check", "all", *more]
    ran = subprocess.run(command, cwd=scratch, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(ran.stdout, end="")
    seen = re.search(r"Operations:\s+(\d+) selected", ran.stdout)
    failed = len(re.findall(r"^_{3,} .* _{3,}$", ran.stdout, re.M))
    if ran.returncode != 0:
        failed = max(failed, 1)
    return int(seen[1]) if seen else 0, failed


def main():
    program, database = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    seen = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        server, url, link = started(program, database, scratch + "/data")
        try:
            secret = token(url, link)
            environment = {**os.environ, "VISAVIS_URL": url, "VISAVIS_TOKEN": secret, "PYTHONUNBUFFERED": "1"}
            if not example(environment):
                failed += 1
            environment |= living(url, secret)
            # What is set for all of a run is no good for telling of what one request has made for the next.
            phases = ["--phases", "examples,coverage,fuzzing"]
            for config, more in [("living.toml", phases), ("schemathesis.toml", [])]:
                some, bad = examined(config, url, environment, scratch, *more)
                seen, failed = seen + some, failed + bad
            if server.poll() is not None:
                print("the server is gone")
                failed += 1
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)
    print(f"operations: {max(seen - failed, 0)} passed, {failed} failed")
    sys.exit(1 if failed or not seen else 0)


main()
