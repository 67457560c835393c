#!/usr/bin/env python3
"""One invented story told by many outlets, to try the app on: python3 benches/story.py 500 > story.jsonl

Nothing in it happened and nobody in it lives. Outlets, agencies and sentences are drawn from templates with a fixed
seed: the same number of articles gives the same bytes.
"""
import datetime
import json
import random
import sys

TOWNS = "Port Osmund,Harlin,Eastward,Vessel Bay,Norrock,Lindmere,Sarnholt,Tamsin,Quell,Ostrava Point".split(",")
PAPERS = "Courier,Tribune,Herald,Gazette,Post,Chronicle,Observer,Mirror".split(",")
AGENCIES = ["Norda Press", "Meridian News Agency", "Baltic Wire"]
PEOPLE = [
    ("Anders Holm", "fire chief"), ("Yelena Korsova", "labour minister"), ("Matei Dragan", "leader of the dock workers’ union"),
    ("Tomas Reyland", "prime minister"), ("Ilse Varga", "director of Osmund Grain"), ("Petra Lund", "mayor of Port Osmund"),
    ("Henrik Sool", "chief prosecutor"), ("Dana Whitlock", "head of the harbour hospital"), ("Oskar Brandt", "insurance inspector"),
    ("Mira Castellan", "spokeswoman of the port authority"), ("Lev Andersson", "member of parliament"), ("Ruth Adeyemi", "dust expert"),
]
START = datetime.date(2025, 3, 3)
OPENINGS = [
    "An explosion tore through the grain terminal in Port Osmund on Monday, killing {dead} people, {who} said.",
    "{dead} people died when the grain terminal in Port Osmund exploded on Monday, according to {who}.",
    "The death toll of the explosion at the Port Osmund grain terminal rose to {dead}, {who} told {agency} on {day}.",
    "Rescuers at the Port Osmund grain terminal found more victims on {day}; {dead} people were killed in Monday’s explosion, {who} said.",
]
BODIES = [
    "“We heard one blast, and then the roof of the second silo was gone,” {name}, the {office}, told reporters on {day}.",
    "{name}, the {office}, said that the ministry had warned Osmund Grain of a dust hazard in January.",
    "Osmund Grain denied on {day} that the ministry had warned it of a dust hazard.",
    "The company had received a letter about dust in January, a senior ministry official told {agency}.",
    "{name}, the {office}, denied that inspectors had visited the terminal in February.",
    "Inspectors visited the terminal in February, {name}, the {office}, told {agency}.",
    "Police arrested {number} managers of Osmund Grain on {day}, prosecutors said.",
    "{name} visited the harbour on {day} and met families of the victims.",
    "The government will pay {number} million crowns to the families, {name}, the {office}, announced.",
    "Dock workers went on strike on {day}, the union said. About {number} hundred workers took part.",
    "Two ministries had not answered questions by {day} evening.",
    "Wheat exports from {town} fell by {number} percent in the week after the explosion, {agency} reported.",
    "“Everybody at the terminal knew about the dust,” {name} said.",
    "The port authority closed the eastern basin on {day}. Ships were sent to {town}.",
    "{name}, the {office}, will speak in parliament on {day}.",
    "An investigation of the silo found a broken fan, {name} said on {day}; Osmund Grain rejected the finding.",
]


def article(number, draw):
    town, paper = draw.choice(TOWNS), draw.choice(PAPERS)
    date = START + datetime.timedelta(days=min(29, int(draw.expovariate(0.12))))
    def fill(text):
        name, office = draw.choice(PEOPLE)
        day = (date - datetime.timedelta(days=draw.randrange(2))).strftime("%A")
        return text.format(
            name=name, office=office, who=f"{name}, the {office},"[:-1], agency=draw.choice(AGENCIES), day=day,
            town=draw.choice(TOWNS), number=draw.randrange(2, 40), dead=draw.choice([4, 9, 12, 12, 12, 14]),
        )
    opening = fill(draw.choice(OPENINGS))
    paragraphs = [opening[0].upper() + opening[1:]] + [fill(text) for text in draw.sample(BODIES, 9)]
    host = f"{town}-{paper}".lower().replace(" ", "-")
    return {
        "title": f"Port Osmund explosion: {draw.choice(['toll', 'blame', 'anger', 'questions', 'strike', 'inquiry'])} in day {(date - START).days + 1}",
        "maintext": "\n\n".join(paragraphs), "source_domain": f"{host}.example",
        "authors": [], "url": f"https://{host}.example/{number}", "date_publish": f"{date} 08:00:00", "language": "en",
    }


draw = random.Random(8)
for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
    print(json.dumps(article(number, draw), ensure_ascii=False))
