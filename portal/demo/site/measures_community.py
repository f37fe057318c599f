"""Notes about measures of fair work, voluntary organisations, fairness and the environment."""

COMMUNITY = {
    "M4.01": {
        "plain": "Pay everybody on the contract at least the real Living Wage. Tell us what share of them earns it at "
        "the end of the period.",
        "good_example": "A statement from payroll: 58 people on the contract, 58 at or above the rate, the rate and "
        "the year it is of. Agency workers are in it.",
        "bad_example": "A copy of your pay policy. It says what you mean to do, and not how many people earn it today.",
        "who_benefits": "Everybody who works on the contract, for you, for an agency or for a firm you pay.",
        "where_counts": "On this contract, wherever people live. The legal minimum wage is lower and does not count.",
    },
    "M4.04": {
        "plain": "Offer people on the contract a set number of hours each week that matches what they usually work.",
        "good_example": "A statement from your personnel team: 40 people on the contract, 36 were offered set hours, "
        "31 said yes. It explains why four got no offer.",
        "bad_example": "A blank contract with a line for weekly hours. It does not show that anybody was offered it.",
        "who_benefits": "People whose hours change from week to week, agency workers too.",
        "where_counts": "On this contract. An offer counts, even if the person says no.",
    },
    "M5.01": {
        "plain": "Give local charities and groups advice that they would otherwise pay for: money, law, staff, "
        "computers or planning. Count the hours, without travel.",
        "good_example": "A letter from the youth club: your accountant spent 12 hours on its books between January "
        "and March, free of charge. The treasurer signed it.",
        "bad_example": "Your own diary with “charity call” in it. The charity has not confirmed the hours or what "
        "they were about.",
        "who_benefits": "Charities, community groups and social enterprises in Penbury.",
        "where_counts": "Online or face to face, for a group that works in Penbury. Painting a wall or sorting food "
        "is volunteering, and counted there.",
    },
    "M5.04": {
        "plain": "Work with a charity to make a new role for volunteers that was not there before. Count roles, not "
        "the people who take them.",
        "good_example": "A letter from the charity with a description of the role, the hours it takes, and the day it "
        "was first advertised.",
        "bad_example": "A list of people who volunteered. It has names, and it counts people instead of roles.",
        "who_benefits": "People in Penbury who would like to help, and the charity they help.",
        "where_counts": "Roles in Penbury that anybody who lives here may take. Roles for children in our care are "
        "counted elsewhere.",
    },
    "M6.05": {
        "plain": "Pay for, or give, advice on money, benefits or debt to people who need it. Count each person once, "
        "however often they come.",
        "good_example": "A summary from the advice centre: 34 people had a talk of their own in the period, and what "
        "the talks were mostly about. No names.",
        "bad_example": "A pile of leaflets left in a waiting room. Nobody knows if anyone read them.",
        "who_benefits": "Your staff, people who live in Penbury and people who use the service.",
        "where_counts": "In Penbury or on the contract. Help for your own staff to claim what is theirs has a measure "
        "of its own.",
    },
    "M6.07": {
        "plain": "Help people who are not online: give a device, pay for data, or teach them how. Count people, not "
        "devices.",
        "good_example": "A letter from the library: 15 people came to your two computer mornings, and nine took a "
        "laptop home. It counts people who did both once.",
        "bad_example": "An invoice for 30 old laptops. It does not show that they were wiped, or that anybody got one.",
        "who_benefits": "People in Penbury with no device, no data or no idea where to start.",
        "where_counts": "In Penbury. Devices for young people in our care or leaving care are counted elsewhere.",
    },
    "M7.03": {
        "plain": "Keep waste out of landfill by using things again, recycling or composting. Tell us the share, by "
        "weight.",
        "good_example": "The yearly report of the firm that takes your waste away: weight in kilos by where it went, "
        "with the total for this contract.",
        "bad_example": "A photo of recycling bins. It does not say how much went in, or where it ended up.",
        "who_benefits": "Everybody in Penbury, and those who would live near the landfill.",
        "where_counts": "Waste from this contract, wherever it is taken. Making less waste in the first place is "
        "better still, and has a measure of its own.",
    },
    "M7.05": {
        "plain": "Cause less carbon than the contract did before. Work out what it caused this period, take that from "
        "the starting figure, and report the difference in tonnes.",
        "good_example": "A sheet with litres, miles and units of power from bills and meters, the government’s "
        "factors for the year, and the same sheet for the starting year.",
        "bad_example": "A certificate for trees that somebody planted for you abroad. Carbon that you pay others to "
        "make up for does not count.",
        "who_benefits": "Everybody, today and later.",
        "where_counts": "Work on this contract, wherever it is done. Savings of your whole company are left out, "
        "unless you can show which part is ours.",
    },
    "M7.09": {
        "plain": "Make new green space, or make some that is there better for people and wildlife. Count square "
        "metres when the work is done.",
        "good_example": "A plan with the area drawn in and its size, and photos of the place before and after with "
        "nobody in them.",
        "bad_example": "A receipt for seeds. It does not say where they went, or whether anything grew.",
        "who_benefits": "People who live nearby, schools, birds and bees.",
        "where_counts": "In Penbury, on land that people may visit or see. What planning law asks of you anyway does "
        "not count.",
    },
}
