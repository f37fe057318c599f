"""Notes about measures of children in our care and young people leaving care: numbers, and never who somebody is."""

PEOPLE = {
    "M8.02": {
        "plain": "Offer a chance to volunteer to a young person in your home or placement. Count each offer, whether "
        "the answer is yes or no.",
        "good_example": "Your log of opportunities: the host, the kind of work, the month of the offer, and yes, no "
        "or not the right thing. Nobody can tell from it who was asked.",
        "bad_example": "Notes of a key worker about one talk. They are about a person, and must stay with you.",
        "who_benefits": "Children and young people in our care, mostly aged 13 to 17.",
        "where_counts": "At any safe host, in Penbury or near the home. An offer on a notice board is not an offer to "
        "a person.",
    },
    "M8.04": {
        "plain": "Help young people in our care to volunteer. Count each young person once a year who went at least "
        "once.",
        "good_example": "A statement with one number and the period, signed by you and by our virtual school. How it "
        "was counted stays with you.",
        "bad_example": "A register with initials and birthdays. Even initials can show who somebody is.",
        "who_benefits": "Children and young people in our care, and the places where they help.",
        "where_counts": "On this contract. If a young person moves, each provider reports only its own period, and we "
        "take out what is counted twice.",
    },
    "M8.05": {
        "plain": "Add up the hours that young people in our care spent volunteering. Nobody has to do any: it is "
        "their choice.",
        "good_example": "A letter from the host, such as an animal rescue centre: 46 hours between April and June, "
        "all young people together.",
        "bad_example": "A sheet with one line for each young person. One line can give somebody away, with or without "
        "a name.",
        "who_benefits": "Children and young people in our care, who gain friends, skills and something to tell.",
        "where_counts": "With any safe host. Travel is left out. We never put a price on a young person’s time.",
    },
    "M9.01": {
        "plain": "Start young people leaving care as apprentices. Talk to our leaving care team before you advertise: "
        "they know who is looking for what.",
        "good_example": "A letter from our leaving care team: two people started between April and September, with "
        "the standard and level. It has no names.",
        "bad_example": "A signed contract of one apprentice. It has a name and an address on it, and we do not need "
        "it.",
        "who_benefits": "Young people leaving care, aged 16 to 25.",
        "where_counts": "On this contract or elsewhere in your firm, if this promise is the reason. The same person "
        "is not counted as any other apprentice.",
    },
    "M9.03": {
        "plain": "Hire young people leaving care into real jobs. Count each person on the first day at work.",
        "good_example": "A letter from our leaving care team with the number of people who started and the kinds of "
        "jobs, in one line for all of them.",
        "bad_example": "A post online that welcomes somebody by name. It tells everybody something private, and can "
        "never be taken back.",
        "who_benefits": "Young people leaving care, aged 16 to 25.",
        "where_counts": "Jobs with a contract and a wage, on this contract or elsewhere in your firm. The same people "
        "may also be counted as local hires.",
    },
    "M9.05": {
        "plain": "Promise an interview to every young person leaving care who meets the basic needs of a job. Count "
        "interviews that took place.",
        "good_example": "A summary from your personnel team: five interviews in the period, for which kinds of jobs, "
        "and that each person was told how it went.",
        "bad_example": "The line in your advert that promises an interview. It is a good start. It does not show that "
        "anybody had one.",
        "who_benefits": "Young people leaving care, aged 16 to 25, who often have nobody to put in a word for them.",
        "where_counts": "For jobs on this contract or in your firm nearby. An interview is not a job: jobs are "
        "counted on their own.",
    },
    "M9.08": {
        "plain": "Give young people leaving care a mentor: one of your people who listens, and helps them with work "
        "or life. Count the mentor’s hours.",
        "good_example": "A sheet of the mentors’ hours by month, with one total. It says how mentors are checked and "
        "trained.",
        "bad_example": "Messages between a mentor and a young person. They are private. Never copy or send them.",
        "who_benefits": "Young people leaving care, aged 16 to 25.",
        "where_counts": "Face to face or online, in paid working time. The same hours are not volunteering as well.",
    },
    "M10.04": {
        "plain": "Let young people help to shape your service, or to choose its staff. Count each of them once, and "
        "say what changed.",
        "good_example": "Notes of a meeting: seven young people came, what they asked for, and what you did. The "
        "notes say “young people” and nothing more of anyone.",
        "bad_example": "A video of young people who say what they think. Faces and voices must never be sent.",
        "who_benefits": "Children in our care and young people leaving care, and those who come after them.",
        "where_counts": "In your service for us. Filling in a form is not enough: somebody must have listened, and "
        "answered.",
    },
}
