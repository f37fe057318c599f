"""Notes about measures of jobs, training, local firms and the community around a contract."""

LOCAL = {
    "M1.02": {
        "plain": "Count how much of the work on your contract is done by people who live in Penbury. One full-time "
        "person all year is 1. Somebody who works half the week is a half.",
        "good_example": "A list from payroll on the last day of the period: job, weekly hours, and the first half of "
        "each postcode. No names. It says how many hours a full week has in your firm.",
        "bad_example": "A letter that says “about 20 of our people are local”. It does not say how many hours they "
        "work on this contract, or how you know where they live.",
        "who_benefits": "People who live in Penbury and work on the contract, for you or for a firm you pay.",
        "where_counts": "Where the person lives counts, not where they work. Our local postcodes are listed in your "
        "contract. Hours on other contracts are left out.",
    },
    "M1.04": {
        "plain": "Start apprentices who live in Penbury. Count each person once, in the period of their first day of "
        "training.",
        "good_example": "A letter from the college: three people started, with the standard, the level and the first "
        "day of training of each. It gives the first half of the postcode and no names.",
        "bad_example": "A job advert for apprentices. It shows that you looked for somebody, and not that anybody "
        "started.",
        "who_benefits": "People of any age who live in Penbury and want to learn a trade while they earn.",
        "where_counts": "On this contract, or because of it. An apprentice who goes into a second year is counted as "
        "weeks of training. Young people leaving care have a measure of their own.",
    },
    "M1.07": {
        "plain": "Let people try out work with you for at least one full day, with a plan and somebody who looks "
        "after them. Count people, not days.",
        "good_example": "A letter from the school: six students spent three days each with you in May. Your plan for "
        "the three days comes with it.",
        "bad_example": "A group photo in your yard. Faces of young people must never be sent, and a photo does not "
        "say how long anybody stayed.",
        "who_benefits": "Students at school or college, and people who are out of work.",
        "where_counts": "At your own sites or those of firms you pay. A tour of an hour or two does not count. "
        "Children in our care and young people leaving care are counted elsewhere.",
    },
    "M1.10": {
        "plain": "Hire people who live in Penbury and have been out of work for a year or more. Count each person on "
        "the first day at work.",
        "good_example": "A letter from the job centre: it sent you five people, four of whom started, with the month "
        "of each start. It has numbers only.",
        "bad_example": "A list of names with how long each person had no work. That is private. We must send it back "
        "unread.",
        "who_benefits": "People who had no paid work for at least 12 months on the day before they started.",
        "where_counts": "On this contract. The same person is also a local hire. Nobody is counted under a second "
        "barrier, such as age, as well.",
    },
    "M1.16": {
        "plain": "Help the people on your contract to finish a course that ends with a recognised certificate. Count "
        "people, even if somebody finishes two courses.",
        "good_example": "A summary from the training firm: nine people finished, the name of the course, who awards "
        "it, and the number of each certificate.",
        "bad_example": "The sign-in sheet of a first day. It has names on it, and starting a course is not finishing "
        "one.",
        "who_benefits": "Everybody who works on the contract, those who work nights and those of other firms too.",
        "where_counts": "Training in working time, paid by you. What the law tells you to teach every new starter "
        "does not count.",
    },
    "M2.04": {
        "plain": "Add up what you paid, without VAT, to firms in Penbury for this contract. Count money that left "
        "your bank in the period.",
        "good_example": "A sheet from your accounts: firm, postcode where it trades, day of payment, amount without "
        "VAT, and the total. Two invoices to look at on the day we ask.",
        "bad_example": "A list of local firms “that we use”, with yearly totals for your whole company. It mixes this "
        "contract with your other work.",
        "who_benefits": "Firms and charities that trade in Penbury, and the people who work for them.",
        "where_counts": "The address where the firm does the work counts, and not its head office. Leave out firms of "
        "your own group, and wages.",
    },
    "M2.07": {
        "plain": "Add up what you paid, without VAT, to small and medium firms for this contract, wherever they are.",
        "good_example": "A sheet from your accounts that marks each small firm, and says how you know: its own "
        "statement, or the register of companies.",
        "bad_example": "One total with no names of firms. Nobody can check which of them are small.",
        "who_benefits": "Firms with fewer than 250 people that are not part of a large group.",
        "where_counts": "Spend anywhere counts here. Some of it may also be local spend. We show the two side by side "
        "and never add them.",
    },
    "M3.06": {
        "plain": "Give local causes some of your people’s time in paid working hours. Count the hours spent with the "
        "cause, without travel.",
        "good_example": "A letter from the food bank: eight of your people sorted food for three hours on 14 May, 24 "
        "hours in all. Somebody at the food bank signed it.",
        "bad_example": "Your own news item about a day out in the park. It has no hours, and nobody outside your firm "
        "confirms them.",
        "who_benefits": "Charities, schools, parks and community groups in Penbury, and the people they help.",
        "where_counts": "In Penbury, and only time that you pay for. Advice that people would pay for, such as law or "
        "accounts, belongs to a measure of its own.",
    },
    "M3.07": {
        "plain": "Give money or things to community projects in Penbury. Money counts as it is. Things count at what "
        "they cost you.",
        "good_example": "A thank-you letter from the garden project that says what came, when, and that it was free. "
        "Your invoice for the plants shows £640.",
        "bad_example": "A photo of a large cheque. It does not show that the money arrived, or who asked for it.",
        "who_benefits": "Local groups and projects, small ones most of all.",
        "where_counts": "In Penbury. Gifts to charities, to young people leaving care or against fuel poverty have "
        "measures of their own: count each gift once.",
    },
}
