"""Reads from a desk through `crm-auth proxy`. The program sees neither the password nor the session.

Variables: KAYAKO_URL, KAYAKO_USERNAME, KAYAKO_PASSWORD.
"""

import json
import subprocess
import urllib.request

command = ["node_modules/.bin/crm-auth", "proxy", "kayako", "--port", "0", "--store", "none", "--json"]
proxy = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
try:
    started = json.loads(proxy.stdout.readline())
    for _ in range(3):
        request = urllib.request.Request(
            f"{started['address']}/staffapi/index.php?/Core/Default/GetInfo",
            method="POST",
            data=b"",
            headers={
                "Authorization": f"Bearer {started['token']}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        with urllib.request.urlopen(request) as answer:
            print(answer.status, answer.read().decode()[:60].replace("\n", " "))
finally:
    # The proxy logs out before it ends.
    proxy.terminate()
    proxy.wait()
