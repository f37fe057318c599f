"""What is done to what a council publishes, besides the writing of pages, which Wagtail looks after."""
