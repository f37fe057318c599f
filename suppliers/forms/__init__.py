"""Shapes of what people type. Forms read and check shape; they never write and never ask who may or when."""
